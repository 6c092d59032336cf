import type { Collection, Document, Filter, Hint, Sort } from 'mongodb';
import { answered } from './connection-loss.js';
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

/** The documents that a plan finds, in one command, noted in the reading. */
export async function findMany<T extends Document>(
  reading: Reading,
  collection: Collection<T>,
  plan: FindPlan<T>,
): Promise<T[]> {
  const cursor = collection.find<T>(plan.filter, {
    hint: plan.hint,
    signal: reading.signal,
    ...(plan.sort === undefined ? {} : { sort: plan.sort }),
    ...(plan.limit === undefined ? {} : { limit: plan.limit, singleBatch: true }),
    ...(plan.projection === undefined ? {} : { projection: plan.projection }),
    batchSize: plan.limit ?? 10_000,
  });
  const documents = await answered(reading, () => cursor.toArray());
  note(reading, 'find', collection, plan.batchSize ?? 1, documents.length);
  return documents;
}

/** The documents that a pipeline gives, in one command, noted in the reading. */
export async function aggregateMany<T extends Document, Row extends Document>(
  reading: Reading,
  collection: Collection<T>,
  pipeline: Document[],
  batchSize: number,
): Promise<Row[]> {
  const cursor = collection.aggregate<Row>(pipeline, {
    signal: reading.signal,
    batchSize: 10_000,
  });
  const rows = await answered(reading, () => cursor.toArray());
  note(reading, 'aggregate', collection, batchSize, rows.length);
  return rows;
}

function note<T extends Document>(
  reading: Reading,
  command: 'find' | 'aggregate',
  collection: Collection<T>,
  batchSize: number,
  returned: number,
): void {
  reading.commands.push({ command, collection: collection.collectionName, batchSize, returned });
}
