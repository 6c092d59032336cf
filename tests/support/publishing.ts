import type { Db } from 'mongodb';
import { type ProcessIdentity, thisProcess } from '../../src/database/process-identity.js';
import type { ArticleEntry, AuthorEntry, TopicEntry } from '../../src/publishing/entry.js';
import { asOnlyWriter } from '../../src/publishing/lease/only-writer.js';
import type { Writer } from '../../src/publishing/lease/writer.js';
import type { Outcome } from '../../src/publishing/outcome.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { createStores, type Stores } from '../../src/stores.js';
import { emptyDatabase } from './database.js';

/** The entries of one import. */
export interface Delivery {
  readonly articles?: readonly ArticleEntry[];
  readonly topics?: readonly TopicEntry[];
  readonly authors?: readonly AuthorEntry[];
}

/** The time of imports in tests, fixed so that two imports create the same documents. */
const IMPORT_TIME = new Date('2024-06-01T12:00:00Z');

/** An empty database with all collections, for the tests of one file. */
export async function publishingDatabase(): Promise<Db> {
  const { db } = await emptyDatabase();
  return db;
}

/** Runs a complete import of one process, and returns the outcome of each article. */
export function deliver(
  db: Db,
  delivery: Delivery,
  now: Date = IMPORT_TIME,
  process?: ProcessIdentity,
): Promise<Outcome[]> {
  return deliverBy(createStores(db), delivery, { now, ...(process ? { process } : {}) });
}

/** Like `deliver`, with given stores; as another process if one is given. */
export function deliverBy(
  stores: Stores,
  { articles = [], topics = [], authors = [] }: Delivery,
  { now = IMPORT_TIME, process }: { readonly now?: Date; readonly process?: ProcessIdentity } = {},
): Promise<Outcome[]> {
  const work = async (writer: Writer) => {
    const publisher = new Publisher(stores, writer, now);
    for (const author of authors) await publisher.describeAuthor(author);
    for (const topic of topics) await publisher.describeTopic(topic);
    const outcomes = await publisher.publish(articles);
    await publisher.finish();
    return outcomes;
  };
  return asWriter(stores, work, process);
}

/** Runs work while holding the lease, as imports do; as another process if one is given. */
export function asWriter<T>(
  stores: Stores,
  work: (writer: Writer) => Promise<T>,
  process?: ProcessIdentity,
): Promise<T> {
  return asOnlyWriter(
    stores,
    { purpose: 'IMPORT', waits: true, ...(process ? { process } : {}) },
    work,
  );
}

/** A process of this machine that has ended: the holder of a lease in its name is dead. */
export async function endedProcess(): Promise<ProcessIdentity> {
  return { ...(await thisProcess()), start: 'long ago' };
}

/** The kind of each outcome. */
export function kinds(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ kind }) => kind);
}
