import type { Collection, Db } from 'mongodb';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';

/** How many articles a list holds for a reader, as of the last count. */
export interface ListCountDocument {
  /** The list's key. */
  readonly _id: number;
  /** Absent until the first count. */
  readonly count?: number;
  /** Whether an article has entered or left since. */
  readonly isStale: boolean;
  /** Rises with every marking, so that a count that began before one does not undo it. */
  readonly mark: number;
}

const wholeNumber = { bsonType: ['int', 'long', 'double'], minimum: 0 };

/** The kept counts of lists. */
export const listCountPlan: CollectionPlan = {
  name: 'listCounts',
  schema: {
    bsonType: 'object',
    required: ['_id', 'isStale', 'mark'],
    properties: {
      _id: wholeNumber,
      count: wholeNumber,
      isStale: { bsonType: 'bool' },
      mark: wholeNumber,
    },
  },
  indexes: [
    {
      name: 'stale',
      key: { isStale: 1, _id: 1 },
      options: { partialFilterExpression: { isStale: true } },
    },
  ],
};

/**
 * Counts kept for lists too long to count on a reader's path.
 *
 * A list is marked before an article enters or leaves it and counted again afterwards, so a crash in
 * between leaves a mark and never a wrong number for good.
 */
export interface ListCountStore {
  /** The kept counts of these lists, in no order. */
  findByKeys(reading: Reading, keys: readonly number[]): Promise<ListCountDocument[]>;
  /** Marks lists that are about to change. */
  markStale(keys: readonly number[]): Promise<void>;
  /** Lists that wait for a count, at most `limit`. */
  findStale(reading: Reading, limit: number): Promise<ListCountDocument[]>;
  /** Keeps fresh counts, each unless its list was marked again since it was read. */
  keep(
    counts: readonly { readonly list: ListCountDocument; readonly count: number }[],
  ): Promise<void>;
}

/** The store of kept counts in a database. */
export function listCountStore(db: Db): ListCountStore {
  const counts = collectionOf<ListCountDocument>(db, listCountPlan);
  return {
    findByKeys: (reading, keys) =>
      findMany(reading, counts, {
        filter: { _id: { $in: [...keys] } },
        hint: '_id_',
        batchSize: keys.length,
      }),
    markStale: (keys) => markStale(counts, keys),
    findStale: (reading, limit) =>
      findMany(reading, counts, { filter: { isStale: true }, hint: 'stale', limit }),
    keep: (fresh) => keep(counts, fresh),
  };
}

async function markStale(
  counts: Collection<ListCountDocument>,
  keys: readonly number[],
): Promise<void> {
  if (keys.length === 0) return;
  await counts.bulkWrite(
    keys.map((key) => ({
      updateOne: {
        filter: { _id: key },
        update: { $set: { isStale: true }, $inc: { mark: 1 } },
        upsert: true,
      },
    })),
    { ordered: false },
  );
}

async function keep(
  counts: Collection<ListCountDocument>,
  fresh: readonly { readonly list: ListCountDocument; readonly count: number }[],
): Promise<void> {
  if (fresh.length === 0) return;
  await counts.bulkWrite(
    fresh.map(({ list, count }) => ({
      updateOne: {
        filter: { _id: list._id, mark: list.mark },
        update: { $set: { count, isStale: false } },
      },
    })),
    { ordered: false },
  );
}
