import type { Collection, Db } from 'mongodb';
import { groupedBy } from '../../database/batching.js';
import { boolean, date, string, wholeNumber } from '../../database/bson-types.js';
import { insertNew, UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByIds, findMany } from '../../database/find.js';
import type { ReadContext } from '../../database/read-context.js';

/** The number of articles in a list that readers could see at the last count. */
export interface ListCountDocument {
  /** The list key. */
  readonly _id: number;
  /** Absent until the first count. */
  readonly count?: number;
  /** The time of the count; articles published later are not included. */
  readonly countedAsOf?: Date;
  /** Whether an article was added or removed since the count. */
  readonly isStale: boolean;
  /** Who is counting it; removed when the count ends or becomes outdated by a change. */
  readonly counter?: string;
}

/** The stored counts of lists. */
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
 * Stored counts for lists that are too long to count during a request.
 *
 * A list is marked as stale before an article is added or removed, and counted again afterwards. So
 * after a crash in between, it is still marked and its wrong count is corrected later. A process
 * that counts first writes its name on the list, and marking the list as stale removes the name, so
 * that a count which began before a change is not stored after it. Marking a list that is already
 * stale costs an import only a read.
 */
export interface ListCountStore {
  /** The stored counts of these lists, in no particular order. */
  findByKeys(readContext: ReadContext, keys: readonly number[]): Promise<ListCountDocument[]>;
  /** Marks lists as stale that are about to change. */
  markStale(keys: readonly number[]): Promise<void>;
  /** Marks lists as stale that have changed; lists without a stored count are skipped. */
  markAgain(keys: readonly number[]): Promise<void>;
  /**
   * Begins to count at most `limit` stale lists and returns their keys; only lists in `among` if
   * that is given.
   */
  beginCount(
    readContext: ReadContext,
    counter: string,
    limit: number,
    among?: readonly number[],
  ): Promise<number[]>;
  /**
   * Stores counts as of a moment, except for lists that were marked as stale since the count began.
   */
  keep(counter: string, counts: ReadonlyMap<number, number>, asOf: Date): Promise<void>;
}

/** Creates the store of list counts in a database. */
export function listCountStore(db: Db): ListCountStore {
  const counts = collectionOf<ListCountDocument>(db, listCountPlan);
  return {
    findByKeys: (readContext, keys) => findByIds(readContext, counts, keys),
    markStale: (keys) => markStale(counts, keys),
    markAgain: (keys) => markKnown(counts, keys),
    beginCount: async (readContext, counter, limit, among) => {
      const these = among === undefined ? {} : { _id: { $in: [...among] } };
      const filter = { isStale: true, ...these };
      const plan = { filter, hint: 'stale', limit, projection: { _id: 1 } };
      const keys = (await findMany(readContext, counts, plan)).map(({ _id }) => _id);
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
  // Another import has inserted them first, and may have counted them since.
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

/** One command for all lists with the same count: most lists are short, and there are many. */
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
