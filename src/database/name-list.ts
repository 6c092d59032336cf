import type { Collection, Document } from 'mongodb';
import { aggregateMany } from './find.js';
import { keysetSlice, type Position } from './keyset.js';
import type { Reading } from './reading.js';
import { readSlices, united } from './slices.js';

/** What has a name, and a moment from which readers may know of it; without one they never may. */
export interface ShownDocument {
  readonly shownFrom?: Date;
}

/** The moments from which readers may know of things, by id. */
export type Moments = ReadonlyMap<string, Date>;

/** A stretch of a list of named things, in the order of their `sortName`. */
export interface NameListRequest {
  /** The list, as the equality that picks it; `{}` for the whole collection. */
  readonly list: Document;
  readonly direction: 1 | -1;
  readonly start?: { readonly position: Position; readonly isInclusive: boolean };
  readonly limit: number;
}

/** Whether a reading may know of a named thing. */
export function isShown({ reader, asOf }: Reading, { shownFrom }: ShownDocument): boolean {
  if (reader.kind === 'HOUSE') return true;
  return shownFrom !== undefined && shownFrom <= asOf;
}

/** Whether what is told of a thing lets readers know of it, or know earlier than they do. */
export function isShownEarlier(told: ShownDocument, known: ShownDocument): boolean {
  if (told.shownFrom === undefined) return false;
  return known.shownFrom === undefined || told.shownFrom < known.shownFrom;
}

/** The filter that leaves what a reading may know of: the twin of `isShown`. */
function shownTo({ reader, asOf }: Reading): Document {
  return reader.kind === 'HOUSE' ? {} : { shownFrom: { $lte: asOf } };
}

/**
 * One stretch for each request, in one command, walking an index (list, `sortName`, `_id`,
 * `shownFrom`): what may not be known yet is passed over there, and never fetched.
 */
export function readNameLists<T extends Document>(
  reading: Reading,
  collection: Collection<T>,
  requests: readonly NameListRequest[],
  hint: string,
): Promise<T[][]> {
  const slices = requests.map(({ list, direction, start, limit }) =>
    keysetSlice<T>({
      lists: [{ ...list, ...shownTo(reading) }],
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
    { $match: { sortName: { $gte: '' }, ...list, ...shownTo(reading) } },
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

/** The writes that let readers know of things from these moments on, or from an earlier one. */
export function showingFrom(moments: Moments) {
  return [...moments].map(([_id, shownFrom]) => ({
    updateOne: { filter: { _id }, update: { $min: { shownFrom } } },
  }));
}

/**
 * The writes that put off what no reader knows of yet, as of a moment, to another, or to none.
 *
 * Once known it stays known.
 */
export function puttingOff(moments: ReadonlyMap<string, Date | undefined>, asOf: Date) {
  return [...moments].map(([_id, shownFrom]) => ({
    updateOne: {
      filter: { _id, shownFrom: { $gt: asOf } },
      update:
        shownFrom === undefined ? { $unset: { shownFrom: '' as const } } : { $set: { shownFrom } },
    },
  }));
}
