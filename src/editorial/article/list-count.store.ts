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
  /** The moment as of which it was counted: what is published later is not in it. */
  readonly countedAsOf?: Date;
  /** Whether an article has entered or left since. */
  readonly isStale: boolean;
  /** Rises with every marking, so that a count that began before one does not undo it. */
  readonly mark: number;
}

/** A list that waits for a count as of a moment. */
export interface WaitingList extends ListCountDocument {
  readonly asOf: Date;
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
      countedAsOf: { bsonType: 'date' },
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

/** A list, counted. */
export interface FreshCount {
  readonly list: WaitingList;
  readonly count: number;
}

/**
 * Counts kept for lists too long to count on a reader's path.
 *
 * A list is marked before an article enters or leaves it and counted again afterwards, so a crash
 * in between leaves a mark and never a wrong number for good.
 */
export interface ListCountStore {
  /** The kept counts of these lists, in no order. */
  findByKeys(reading: Reading, keys: readonly number[]): Promise<ListCountDocument[]>;
  /** Marks lists that are about to change. */
  markStale(keys: readonly number[]): Promise<void>;
  /** Lists that wait for a count as of the reading's moment, at most `limit`. */
  findStale(reading: Reading, limit: number): Promise<WaitingList[]>;
  /** Keeps fresh counts, each unless its list was marked again since it was read. */
  keep(counts: readonly FreshCount[]): Promise<void>;
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
    findStale: async (reading, limit) => {
      const plan = { filter: { isStale: true }, hint: 'stale', limit };
      const stale = await findMany(reading, counts, plan);
      return stale.map((list) => ({ ...list, asOf: reading.asOf }));
    },
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
  fresh: readonly FreshCount[],
): Promise<void> {
  if (fresh.length === 0) return;
  await counts.bulkWrite(
    fresh.map(({ list, count }) => ({
      updateOne: {
        filter: { _id: list._id, mark: list.mark },
        update: { $set: { count, countedAsOf: list.asOf, isStale: false } },
      },
    })),
    { ordered: false },
  );
}
