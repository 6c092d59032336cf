import type { Collection, Document } from 'mongodb';
import { aggregateMany } from '../../database/find.js';
import { rangeOf } from '../../database/keyset.js';
import type { Reading } from '../../database/reading.js';
import { chunked, united } from '../../database/slices.js';
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
 * One command for up to 900, answered from the index alone: no document is examined.
 */
export async function countArticles(
  reading: Reading,
  cards: Collection<ArticleDocument>,
  requests: readonly CountRequest[],
): Promise<number[]> {
  const answers = await Promise.all(
    chunked(requests, COUNTS_PER_COMMAND).map((chunk) => countChunk(reading, cards, chunk)),
  );
  return answers.flat();
}

const COUNTS_PER_COMMAND = 900;

interface CountRow extends Document {
  readonly slice: number;
  readonly count: number;
}

async function countChunk(
  reading: Reading,
  cards: Collection<ArticleDocument>,
  requests: readonly CountRequest[],
): Promise<number[]> {
  const pipelines = requests.map((request, index) => countPipeline(reading, request, index));
  const rows = await aggregateMany<ArticleDocument, CountRow>(
    reading,
    cards,
    united(cards.collectionName, pipelines),
    requests.length,
  );
  const counts = requests.map(() => 0);
  for (const row of rows) counts[row.slice] = row.count;
  return counts;
}

function countPipeline(reading: Reading, request: CountRequest, index: number): Document[] {
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
    { $count: 'count' },
    { $project: { count: 1, slice: { $literal: index } } },
  ];
}
