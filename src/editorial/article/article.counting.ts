import type { Collection, Document } from 'mongodb';
import { rangeOf } from '../../database/keyset.js';
import type { Reading } from '../../database/reading.js';
import { countSlices } from '../../database/slices.js';
import { publicationBounds } from '../visibility/visibility.js';
import type { ArticleDocument } from './article.document.js';
import type { ArticleSelection } from './article.list-request.js';

/** A selection to be counted; `limit` ends the count there, for an answer of «at least». */
export interface CountRequest extends ArticleSelection {
  readonly limit?: number;
}

/**
 * How many visible articles each selection holds, in the requests' order.
 *
 * Answered from the index alone: no document is examined.
 */
export function countArticles(
  reading: Reading,
  cards: Collection<ArticleDocument>,
  requests: readonly CountRequest[],
): Promise<number[]> {
  return countSlices(
    reading,
    cards,
    requests.map((request) => pipelineOf(reading, request)),
  );
}

function pipelineOf(reading: Reading, request: CountRequest): Document[] {
  const range = rangeOf(publicationBounds(reading, request));
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
