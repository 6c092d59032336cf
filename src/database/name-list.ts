import type { Collection, Document } from 'mongodb';
import { aggregateMany } from './find.js';
import { keysetSlice, type Position } from './keyset.js';
import type { Reading } from './reading.js';
import { readSlices, united } from './slices.js';

/** A stretch of a list of named things, in the order of their `sortName`. */
export interface NameListRequest {
  /** The list, as the equality that picks it; `{}` for the whole collection. */
  readonly list: Document;
  readonly direction: 1 | -1;
  readonly start?: { readonly position: Position; readonly isInclusive: boolean };
  readonly limit: number;
}

/** One stretch for each request, in one command, walking an index (list, `sortName`, `_id`). */
export function readNameLists<T extends Document>(
  reading: Reading,
  collection: Collection<T>,
  requests: readonly NameListRequest[],
  hint: string,
): Promise<T[][]> {
  const slices = requests.map(({ list, direction, start, limit }) =>
    keysetSlice<T>({
      lists: [list],
      sortField: 'sortName',
      direction,
      ...(start === undefined ? {} : { start }),
      limit,
    }),
  );
  return readSlices(reading, collection, slices, hint);
}

/** How long each list is, in one command, from the index alone. */
export async function countNameLists<T extends Document>(
  reading: Reading,
  collection: Collection<T>,
  lists: readonly Document[],
): Promise<number[]> {
  const pipelines = lists.map((list, index): Document[] => [
    { $match: { sortName: { $gte: '' }, ...list } },
    { $count: 'count' },
    { $project: { count: 1, slice: { $literal: index } } },
  ]);
  const rows = await aggregateMany<T, { slice: number; count: number }>(
    reading,
    collection,
    united(collection.collectionName, pipelines),
    lists.length,
  );
  const counts = lists.map(() => 0);
  for (const row of rows) counts[row.slice] = row.count;
  return counts;
}
