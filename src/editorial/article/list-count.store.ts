import type { Collection, Db } from 'mongodb';
import { groupedBy } from '../../database/batching.js';
import { boolean, date, string, wholeNumber } from '../../database/bson-types.js';
import { insertNew, UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByIds, findMany } from '../../database/find.js';
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
  /** Who is counting it, until that is done or an article enters or leaves meanwhile. */
  readonly counter?: string;
}

/** The kept counts of lists. */
export const listCountPlan: CollectionPlan = {
  name: 'listCounts',
  schema: {
    bsonType: 'object',
    required: ['_id', 'isStale'],
    properties: {
      _id: wholeNumber,
      count: wholeNumber,
      countedAsOf: date,
      isStale: boolean,
      counter: string,
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
 * A list is marked before an article enters or leaves it and counted again afterwards, so a crash
 * in between leaves a mark and never a wrong number for good. Whoever counts puts its name on the
 * list first and a mark takes the name away, so that a count that began before a change is not kept
 * after it; a list that is marked already costs an import nothing but a look.
 */
export interface ListCountStore {
  /** The kept counts of these lists, in no order. */
  findByKeys(reading: Reading, keys: readonly number[]): Promise<ListCountDocument[]>;
  /** Marks lists that are about to change. */
  markStale(keys: readonly number[]): Promise<void>;
  /** Marks lists that have changed, as far as they are known. */
  markAgain(keys: readonly number[]): Promise<void>;
  /**
   * Begins to count lists that wait for it, at most `limit`, and answers with their keys; only
   * `among` these if they are told.
   */
  beginCount(
    reading: Reading,
    counter: string,
    limit: number,
    among?: readonly number[],
  ): Promise<number[]>;
  /** Keeps counts as of a moment, each unless its list was marked since the count began. */
  keep(counter: string, counts: ReadonlyMap<number, number>, asOf: Date): Promise<void>;
}

/** The store of kept counts in a database. */
export function listCountStore(db: Db): ListCountStore {
  const counts = collectionOf<ListCountDocument>(db, listCountPlan);
  return {
    findByKeys: (reading, keys) => findByIds(reading, counts, keys),
    markStale: (keys) => markStale(counts, keys),
    markAgain: (keys) => markKnown(counts, keys),
    beginCount: async (reading, counter, limit, among) => {
      const these = among === undefined ? {} : { _id: { $in: [...among] } };
      const filter = { isStale: true, ...these };
      const plan = { filter, hint: 'stale', limit, projection: { _id: 1 } };
      const keys = (await findMany(reading, counts, plan)).map(({ _id }) => _id);
      await counts.updateMany({ _id: { $in: keys } }, { $set: { counter } }, BY_ID);
      return keys;
    },
    keep: (counter, fresh, asOf) => keep(counts, counter, fresh, asOf),
  };
}

const BY_ID = { hint: '_id_' };

async function markStale(
  counts: Collection<ListCountDocument>,
  keys: readonly number[],
): Promise<void> {
  if (keys.length === 0) return;
  await markKnown(counts, keys);
  const filter = { _id: { $in: [...keys] } };
  const found = counts.find(filter, { ...BY_ID, projection: { _id: 1 }, batchSize: 10_000 });
  const known = new Set((await found.toArray()).map(({ _id }) => _id));
  const missing = keys.filter((key) => !known.has(key)).map((_id) => ({ _id, isStale: true }));
  const taken = await insertNew(missing, (added) => counts.insertMany(added, UNORDERED));
  // Another import was faster, and may have counted them since.
  await markKnown(
    counts,
    taken.map(({ _id }) => _id),
  );
}

async function markKnown(
  counts: Collection<ListCountDocument>,
  keys: readonly number[],
): Promise<void> {
  if (keys.length === 0) return;
  await counts.updateMany(
    { _id: { $in: [...keys] }, $or: [{ isStale: false }, { counter: { $exists: true } }] },
    { $set: { isStale: true }, $unset: { counter: true } },
    BY_ID,
  );
}

/** Lists of one length are kept by one command: most lists are short, and there are many. */
async function keep(
  counts: Collection<ListCountDocument>,
  counter: string,
  fresh: ReadonlyMap<number, number>,
  countedAsOf: Date,
): Promise<void> {
  for (const [count, lists] of groupedBy([...fresh], ([, count]) => count)) {
    await counts.updateMany(
      { _id: { $in: lists.map(([key]) => key) }, counter },
      { $set: { count, countedAsOf, isStale: false }, $unset: { counter: true } },
      BY_ID,
    );
  }
}
