import type { Collection, Db, Document, Filter, Hint, Sort } from 'mongodb';
import { answered } from './connection-loss.js';
import { fieldFilter } from './keyset.js';
import type { Reading } from './reading.js';

/** One read of one collection: which documents, by which index, in which order, how many. */
export interface FindPlan<T extends Document> {
  readonly filter: Filter<T>;
  /** The index to use; the planner is not asked. */
  readonly hint: Hint;
  readonly sort?: Sort;
  readonly limit?: number;
  readonly projection?: Document;
  /** Keys asked for at once, for the account of commands; 1 if left out. */
  readonly batchSize?: number;
}

/** The documents of these ids that exist, in one command, in no order. */
export function findByIds<T extends Document & { readonly _id: Id }, Id extends string | number>(
  reading: Reading,
  collection: Collection<T>,
  ids: readonly Id[],
): Promise<T[]> {
  return findByField(reading, collection, '_id', ids, '_id_');
}

/** The documents of which a field has one of these values, in one command, in no order. */
export function findByField<T extends Document>(
  reading: Reading,
  collection: Collection<T>,
  field: keyof T & string,
  values: readonly (string | number)[],
  index: string,
): Promise<T[]> {
  const filter = fieldFilter<T>(field, { $in: [...values] });
  return findMany(reading, collection, { filter, hint: index, batchSize: values.length });
}

/** The documents after an id, in the order of ids, for what goes through a whole collection. */
export function findAfterId<T extends Document & { readonly _id: string }>(
  reading: Reading,
  collection: Collection<T>,
  id: string,
  limit: number,
): Promise<T[]> {
  const filter = fieldFilter<T>('_id', { $gt: id });
  return findMany(reading, collection, { filter, hint: '_id_', sort: { _id: 1 }, limit });
}

/** The documents that a plan finds, in one command, noted in the reading. */
export async function findMany<T extends Document>(
  reading: Reading,
  collection: Collection<T>,
  plan: FindPlan<T>,
): Promise<T[]> {
  const options = {
    hint: plan.hint,
    signal: reading.signal,
    ...(plan.sort === undefined ? {} : { sort: plan.sort }),
    ...(plan.limit === undefined ? {} : { limit: plan.limit, singleBatch: true }),
    ...(plan.projection === undefined ? {} : { projection: plan.projection }),
    batchSize: plan.limit ?? 10_000,
  };
  const documents = await answered(reading, () =>
    collection.find<T>(plan.filter, options).toArray(),
  );
  note(reading, 'find', collection.collectionName, plan.batchSize ?? 1, documents.length);
  return documents;
}

/**
 * The documents that a plan finds, one after the other, for what goes through a whole collection:
 * they are fetched in stretches, so memory does not grow with their number.
 */
export function findEach<T extends Document>(
  reading: Reading,
  collection: Collection<T>,
  { filter, hint, sort, projection }: FindPlan<T>,
): AsyncIterable<T> {
  return collection.find<T>(filter, {
    hint,
    signal: reading.signal,
    batchSize: STRETCH,
    ...(sort === undefined ? {} : { sort }),
    ...(projection === undefined ? {} : { projection }),
  });
}

/** Documents fetched at once. */
const STRETCH = 1_000;

/** The documents that a pipeline gives, in one command, noted in the reading. */
export async function aggregateMany<T extends Document, Row extends Document>(
  reading: Reading,
  collection: Collection<T>,
  pipeline: Document[],
  batchSize: number,
): Promise<Row[]> {
  const options = { signal: reading.signal, batchSize: 10_000 };
  const rows = await answered(reading, () =>
    collection.aggregate<Row>(pipeline, options).toArray(),
  );
  note(reading, 'aggregate', collection.collectionName, batchSize, rows.length);
  return rows;
}

/** How given rows are joined with a collection: MongoDB's `$lookup` without its `from`. */
export interface JoinPlan {
  readonly localField: string;
  readonly foreignField: string;
  readonly pipeline: readonly Document[];
  readonly as: string;
}

/** Given rows, each with what a collection holds for it, in one command, noted in the reading. */
export async function joinMany<Row extends Document>(
  reading: Reading,
  { db, name }: { readonly db: Db; readonly name: string },
  rows: readonly Document[],
  plan: JoinPlan,
): Promise<Row[]> {
  const pipeline = [{ $documents: rows }, { $lookup: { from: name, ...plan } }];
  const options = { signal: reading.signal, batchSize: 10_000 };
  const joined = await answered(reading, () => db.aggregate<Row>(pipeline, options).toArray());
  note(reading, 'aggregate', name, rows.length, joined.length);
  return joined;
}

function note(
  reading: Reading,
  command: 'find' | 'aggregate',
  collection: string,
  batchSize: number,
  returned: number,
): void {
  reading.commands?.push({ command, collection, batchSize, returned });
}
