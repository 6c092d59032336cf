import type { Db } from 'mongodb';
import { houseReading } from '../../src/database/reading.js';
import type { ArticleEntry, AuthorEntry, TopicEntry } from '../../src/publishing/entry.js';
import type { Outcome } from '../../src/publishing/outcome.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { createStores, ensureAllCollections } from '../../src/stores.js';
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
export async function deliver(
  db: Db,
  { articles = [], topics = [], authors = [] }: Delivery,
  now: Date = IMPORT_TIME,
): Promise<Outcome[]> {
  const publisher = new Publisher(createStores(db), houseReading(now));
  for (const author of authors) await publisher.describeAuthor(author);
  for (const topic of topics) await publisher.describeTopic(topic);
  const outcomes = await publisher.publish(articles);
  await publisher.finish();
  return outcomes;
}

/** What became of each, in a word. */
export function kinds(outcomes: readonly Outcome[]): string[] {
  return outcomes.map(({ kind }) => kind);
}
