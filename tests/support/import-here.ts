import type { Db, Document } from 'mongodb';
import { openEmbedded } from '../../src/database/engine/connect-embedded.js';
import type { ImportAccount } from '../../src/importing/account.js';
import { openSource } from '../../src/importing/detect.js';
import { importRecords } from '../../src/importing/import-source.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { createStores } from '../../src/stores.js';
import { contentOf } from './dump.js';
import { asWriter, publishingDatabase } from './publishing.js';

/** Imports a source in this process, and returns the import's report. */
export async function importHere(
  db: Db,
  path: string,
  options: { readonly namespace?: string } = {},
): Promise<ImportAccount> {
  const now = new Date();
  const source = await openSource(path, { now, ...options });
  const stores = createStores(db);
  return asWriter(stores, (writer) =>
    importRecords(source.records, new Publisher(stores, writer, now), () => {}),
  );
}

/** The content of a new database after an undisturbed import of only this source. */
export async function contentAfter(path: string): Promise<Record<string, Document[]>> {
  const db = await publishingDatabase();
  const account = await importHere(db, path);
  if (account.hasFailed) throw new Error(account.toText());
  return withoutSettings(await contentOf(db));
}

/** The content of the database in a folder that no process has open. */
export async function contentIn(directory: string): Promise<Record<string, Document[]>> {
  const database = await openEmbedded(directory, 64);
  try {
    return withoutSettings(await contentOf(database.db));
  } finally {
    await database.close();
  }
}

/** Removes the settings, which are written by the command and not by the source. */
function withoutSettings({ settings: _, ...rest }: Record<string, Document[]>) {
  return rest;
}
