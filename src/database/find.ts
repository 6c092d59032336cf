import type { Collection, Db, Document, Filter, Hint, Sort } from 'mongodb';
import { mapUnavailable } from './connection-loss.js';
import { fieldFilter } from './keyset.js';
import type { ReadContext } from './read-context.js';

/** One read of one collection: filter, index, order and number of documents. */
export interface FindPlan<T extends Document> {
  readonly filter: Filter<T>;
  /** The index to use. It is always given, so the query planner does not choose. */
  readonly hint: Hint;
  readonly sort?: Sort;
  readonly limit?: number;
  readonly projection?: Document;
  /** The number of keys requested in this command, for the command notes; default 1. */
  readonly batchSize?: number;
}

/** The existing documents with these ids, in one command, in no particular order. */
export function findByIds<T extends Document & { readonly _id: Id }, Id extends string | number>(
  readContext: ReadContext,
  collection: Collection<T>,
  ids: readonly Id[],
): Promise<T[]> {
  return findByField(readContext, collection, '_id', ids, '_id_');
}

/** The documents whose field has one of these values, in one command, in no particular order. */
export function findByField<T extends Document>(
  readContext: ReadContext,
  collection: Collection<T>,
  field: keyof T & string,
  values: readonly (string | number)[],
  index: string,
): Promise<T[]> {
  const filter = fieldFilter<T>(field, { $in: [...values] });
  return findMany(readContext, collection, { filter, hint: index, batchSize: values.length });
}

/** The documents after an id, sorted by id, at most `limit`; for a loop over a whole collection. */
export function findAfterId<T extends Document & { readonly _id: string }>(
  readContext: ReadContext,
  collection: Collection<T>,
  id: string,
  limit: number,
): Promise<T[]> {
  const filter = fieldFilter<T>('_id', { $gt: id });
  return findMany(readContext, collection, { filter, hint: '_id_', sort: { _id: 1 }, limit });
}

/** Executes a find plan in one command and notes it in the read context. */
export async function findMany<T extends Document>(
  readContext: ReadContext,
  collection: Collection<T>,
  plan: FindPlan<T>,
): Promise<T[]> {
  const options = {
    hint: plan.hint,
    signal: readContext.signal,
    ...(plan.sort === undefined ? {} : { sort: plan.sort }),
    ...(plan.limit === undefined ? {} : { limit: plan.limit, singleBatch: true }),
    ...(plan.projection === undefined ? {} : { projection: plan.projection }),
    batchSize: plan.limit ?? 10_000,
  };
  const documents = await mapUnavailable(readContext, () =>
    collection.find<T>(plan.filter, options).toArray(),
  );
  note(readContext, 'find', collection.collectionName, plan.batchSize ?? 1, documents.length);
  return documents;
}

/**
 * Iterates over the documents of a find plan, for a loop over a whole collection. They are fetched
 * in batches of 1,000, so memory does not grow with their number.
 */
export function findEach<T extends Document>(
  readContext: ReadContext,
  collection: Collection<T>,
  { filter, hint, sort, projection }: FindPlan<T>,
): AsyncIterable<T> {
  return collection.find<T>(filter, {
    hint,
    signal: readContext.signal,
    batchSize: STRETCH,
    ...(sort === undefined ? {} : { sort }),
    ...(projection === undefined ? {} : { projection }),
  });
}

/** Documents per batch. */
const STRETCH = 1_000;

/** Executes an aggregation pipeline in one command and notes it in the read context. */
export async function aggregateMany<T extends Document, Row extends Document>(
  readContext: ReadContext,
  collection: Collection<T>,
  pipeline: Document[],
  batchSize: number,
): Promise<Row[]> {
  const options = { signal: readContext.signal, batchSize: 10_000 };
  const rows = await mapUnavailable(readContext, () =>
    collection.aggregate<Row>(pipeline, options).toArray(),
  );
  note(readContext, 'aggregate', collection.collectionName, batchSize, rows.length);
  return rows;
}

/** How given rows are joined with a collection: MongoDB's `$lookup` without its `from`. */
export interface JoinPlan {
  readonly localField: string;
  readonly foreignField: string;
  readonly pipeline: readonly Document[];
  readonly as: string;
}

/** Joins given rows with a collection in one command and notes it in the read context. */
export async function joinMany<Row extends Document>(
  readContext: ReadContext,
  { db, name }: { readonly db: Db; readonly name: string },
  rows: readonly Document[],
  plan: JoinPlan,
): Promise<Row[]> {
  const pipeline = [{ $documents: rows }, { $lookup: { from: name, ...plan } }];
  const options = { signal: readContext.signal, batchSize: 10_000 };
  const joined = await mapUnavailable(readContext, () =>
    db.aggregate<Row>(pipeline, options).toArray(),
  );
  note(readContext, 'aggregate', name, rows.length, joined.length);
  return joined;
}

function note(
  readContext: ReadContext,
  command: 'find' | 'aggregate',
  collection: string,
  batchSize: number,
  returned: number,
): void {
  readContext.commands?.push({ command, collection, batchSize, returned });
}
