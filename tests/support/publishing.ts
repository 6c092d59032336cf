import type { Db } from 'mongodb';
import { type ProcessIdentity, thisProcess } from '../../src/database/process-identity.js';
import type { ArticleEntry, AuthorEntry, TopicEntry } from '../../src/publishing/entry.js';
import { asOnlyWriter } from '../../src/publishing/lease/only-writer.js';
import type { Writer } from '../../src/publishing/lease/writer.js';
import type { Outcome } from '../../src/publishing/outcome.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { createStores, ensureAllCollections, type Stores } from '../../src/stores.js';
import { dropLater, testDatabase } from './database.js';

/** What one import brings. */
export interface Delivery {
  readonly articles?: readonly ArticleEntry[];
  readonly topics?: readonly TopicEntry[];
  readonly authors?: readonly AuthorEntry[];
}

/** The moment of imports in tests, so that two of them make the same documents. */
const IMPORT_TIME = new Date('2024-06-01T12:00:00Z');

/** A fresh database with all collections, dropped when the file's tests are done. */
export async function publishingDatabase(): Promise<Db> {
  const { db } = testDatabase();
  dropLater(db);
  await ensureAllCollections(db);
  return db;
}

/** Imports a delivery to its end as one process does, and tells what became of the articles. */
export function deliver(
  db: Db,
  delivery: Delivery,
  now: Date = IMPORT_TIME,
  process?: ProcessIdentity,
): Promise<Outcome[]> {
  return deliverBy(createStores(db), delivery, { now, ...(process ? { process } : {}) });
}

/** The same with these stores, at a moment, as another process if one is named. */
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

/** Does work as the only writer, as imports do; as another process if one is named. */
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

/** A process of this machine that has ended: whoever holds a lease in its name is dead. */
export async function endedProcess(): Promise<ProcessIdentity> {
  return { ...(await thisProcess()), start: 'long ago' };
}

/** What became of each, in a word. */
export function kinds(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ kind }) => kind);
}
