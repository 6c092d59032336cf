import type { Collection, Document } from 'mongodb';
import { rangeOf } from '../../database/keyset.js';
import type { ReadContext } from '../../database/read-context.js';
import { countSlices } from '../../database/slices.js';
import { publicationBounds } from '../visibility/visibility.js';
import type { ArticleDocument } from './article.document.js';
import type { ArticleSelection } from './article.list-request.js';

/** A selection to count. Counting stops at `limit`, when only "at least that many" is needed. */
export interface CountRequest extends ArticleSelection {
  readonly limit?: number;
}

/**
 * The number of visible articles in each selection, in the order of the requests.
 *
 * It is computed from the index only; no document is examined.
 */
export function countArticles(
  readContext: ReadContext,
  cards: Collection<ArticleDocument>,
  requests: readonly CountRequest[],
): Promise<number[]> {
  return countSlices(
    readContext,
    cards,
    requests.map((request) => pipelineOf(readContext, request)),
  );
}

function pipelineOf(readContext: ReadContext, request: CountRequest): Document[] {
  const range = rangeOf(publicationBounds(readContext, request));
  const withoutIds = request.withoutIds ?? [];
  return [
    {
      $match: {
        lists: request.keys.length === 1 ? request.keys[0] : { $in: [...request.keys] },
        ...(range === undefined ? {} : { publishedAt: range }),
        ...(withoutIds.length === 0 ? {} : { _id: { $nin: [...withoutIds] } }),
      },
    },
    ...(request.limit === undefined ? [] : [{ $limit: request.limit }]),
  ];
}
