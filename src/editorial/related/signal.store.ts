import type { Collection, Condition, Db, Document } from 'mongodb';
import { date, number, string, strings, wholeNumber } from '../../database/bson-types.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByIds, findEach, findMany, joinMany } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import type { SignalDocument } from './signal.document.js';
import { type SignalWriting, signalWriting } from './signal.writing.js';

/** What articles are about. */
export const signalPlan: CollectionPlan = {
  name: 'signals',
  schema: {
    bsonType: 'object',
    required: ['_id', 'keys', 'names', 'weights', 'changedAt', 'mark'],
    properties: {
      _id: string,
      keys: { bsonType: 'array', items: number },
      names: strings,
      weights: { bsonType: 'array', items: { ...number, minimum: 0, maximum: 255 } },
      chosenIds: strings,
      publishedAt: date,
      changedAt: date,
      relatedAt: date,
      staleness: { enum: ['CHANGED', 'NEIGHBOUR'] },
      mark: wholeNumber,
    },
  },
  indexes: [
    { name: 'keys', key: { keys: 1, publishedAt: -1, _id: -1 } },
    {
      name: 'stale',
      key: { staleness: 1, _id: 1 },
      options: { partialFilterExpression: { staleness: { $exists: true } } },
    },
  ],
};

/** What comparing articles needs. */
export type CandidateSignals = Pick<
  SignalDocument,
  '_id' | 'keys' | 'weights' | 'publishedAt' | 'staleness'
>;

/** A period of publication: from a moment on, up to another that is not part of it. */
export interface PublicationPeriod {
  readonly from: Date;
  readonly until: Date;
}

/** Every read and write of signals. */
export interface SignalStore extends SignalWriting {
  /** The signals of these articles, in no order. */
  findByIds(reading: Reading, ids: readonly string[]): Promise<SignalDocument[]>;
  /**
   * The ids of the newest published articles under each key, at most `limit` a key, in the keys'
   * order, from the index alone.
   */
  findNewest(reading: Reading, keys: readonly number[], limit: number): Promise<string[][]>;
  /** The published articles that carry one of these keys, in no order. */
  findCarriers(reading: Reading, keys: readonly number[]): Promise<CandidateSignals[]>;
  /** How many published articles carry each key, counted no further than `limit`. */
  countOf(reading: Reading, keys: readonly number[], limit: number): Promise<number[]>;
  /** All published articles, or those of a period, one after the other in no order. */
  each(reading: Reading, period?: PublicationPeriod): AsyncIterable<CandidateSignals>;
  /** The moments of publication of all published articles, in no order. */
  eachDate(reading: Reading): AsyncIterable<Date>;
  /**
   * How many articles there are, from the index alone.
   *
   * Not the server's own estimate: the embedded engine's is 0 after it was killed.
   */
  countAll(): Promise<number>;
  /** How many articles wait for their relatives to be found, counted no further than `limit`. */
  countStale(limit: number): Promise<number>;
  /** Articles whose relatives must be found again, at most `limit`. */
  findStale(reading: Reading, limit: number): Promise<SignalDocument[]>;
  /** The ids of those that wait for it, and are not published or not yet, in no order. */
  eachStaleUnpublished(reading: Reading): AsyncIterable<string>;
}

/** The store of signals in a database. */
export function signalStore(db: Db): SignalStore {
  const signals = collectionOf<SignalDocument>(db, signalPlan);
  return {
    ...signalWriting(signals),
    findByIds: (reading, ids) => findByIds(reading, signals, ids),
    findNewest: (reading, keys, limit) => findNewest(reading, db, keys, limit),
    findCarriers: (reading, keys) =>
      findMany(reading, signals, {
        filter: { keys: { $in: [...keys] }, publishedAt: { $lte: reading.asOf } },
        hint: 'keys',
        projection: COMPARED,
        batchSize: keys.length,
      }),
    each: (reading, period) =>
      findEach(reading, signals, {
        filter: { publishedAt: published(reading, period) },
        hint: { $natural: 1 },
        projection: COMPARED,
      }),
    eachDate: (reading) => eachDate(reading, signals),
    countOf: (reading, keys, limit) => countOf(reading, db, keys, limit),
    countAll: () => signals.countDocuments({ _id: { $gte: '' } }, { hint: '_id_' }),
    countStale: (limit) =>
      signals.countDocuments({ staleness: { $exists: true } }, { hint: 'stale', limit }),
    findStale: (reading, limit) =>
      findMany(reading, signals, {
        filter: { staleness: { $exists: true } },
        hint: 'stale',
        limit,
      }),
    eachStaleUnpublished: (reading) => eachStaleUnpublished(reading, signals),
  };
}

async function findNewest(
  reading: Reading,
  db: Db,
  keys: readonly number[],
  limit: number,
): Promise<string[][]> {
  const found = await underKeys<{ readonly _id: string }>(reading, db, keys, [
    { $sort: { publishedAt: -1, _id: -1 } },
    { $limit: limit },
    { $project: { _id: 1 } },
  ]);
  return found.map((under) => under.map(({ _id }) => _id));
}

async function countOf(
  reading: Reading,
  db: Db,
  keys: readonly number[],
  limit: number,
): Promise<number[]> {
  const found = await underKeys<{ readonly count: number }>(reading, db, keys, [
    { $limit: limit },
    { $count: 'count' },
  ]);
  return found.map(([first]) => first?.count ?? 0);
}

/**
 * What a pipeline gives for each key, in the keys' order, in one command.
 *
 * The keys are joined with the collection, so the engine plans once for all of them: measured six
 * times as fast as uniting fifty pipelines. It walks the index alone, as far as the limit.
 */
async function underKeys<Row extends Document>(
  reading: Reading,
  db: Db,
  keys: readonly number[],
  pipeline: readonly Document[],
): Promise<Row[][]> {
  if (keys.length === 0) return [];
  const rows = await joinMany<{ readonly index: number; readonly under: Row[] }>(
    reading,
    { db, name: signalPlan.name },
    keys.map((key, index) => ({ index, key })),
    {
      localField: 'key',
      foreignField: 'keys',
      pipeline: [{ $match: { publishedAt: { $lte: reading.asOf } } }, ...pipeline],
      as: 'under',
    },
  );
  const answers: Row[][] = keys.map(() => []);
  for (const { index, under } of rows) answers[index] = under;
  return answers;
}

/** What comparing needs: names are for the reasons, and only the article's own are told. */
const COMPARED = { keys: 1, weights: 1, publishedAt: 1, staleness: 1 };

function published({ asOf }: Reading, period?: PublicationPeriod): Condition<Date> {
  if (period === undefined) return { $lte: asOf };
  return { $lte: asOf, $gte: period.from, $lt: period.until };
}

async function* eachStaleUnpublished(
  reading: Reading,
  signals: Collection<SignalDocument>,
): AsyncGenerator<string> {
  const plan = {
    filter: { staleness: { $exists: true }, publishedAt: { $not: published(reading) } },
    hint: 'stale',
    projection: { _id: 1 },
  } as const;
  for await (const { _id } of findEach(reading, signals, plan)) yield _id;
}

async function* eachDate(
  reading: Reading,
  signals: Collection<SignalDocument>,
): AsyncGenerator<Date> {
  const plan = {
    filter: { publishedAt: published(reading) },
    hint: { $natural: 1 },
    projection: { _id: 0, publishedAt: 1 },
  } as const;
  for await (const { publishedAt } of findEach(reading, signals, plan)) {
    if (publishedAt !== undefined) yield publishedAt;
  }
}
