import { readConfig } from '../config.js';
import { openDatabase } from '../database/open-database.js';
import { houseReading } from '../database/reading.js';
import { steadily } from '../database/steadily.js';
import { ImportAccount } from '../importing/account.js';
import { openSource } from '../importing/detect.js';
import { importRecords } from '../importing/import-source.js';
import { startProgress } from '../importing/progress.js';
import { SourceUnreadable } from '../importing/source-unreadable.js';
import { Publisher } from '../publishing/publisher.js';
import { createStores, ensureAllCollections, type Stores } from '../stores.js';

/** What an import is told beside the path. */
export interface ImportOptions {
  readonly json?: boolean;
  readonly namespace?: string;
}

/**
 * Imports a source and prints the account: for people, or with `json` as the last line of stdout.
 *
 * Answers with the exit code: 1 if and only if something failed.
 */
export async function runImport(
  env: NodeJS.ProcessEnv,
  path: string,
  options: ImportOptions,
): Promise<number> {
  const config = readConfig(env);
  const database = await openDatabase(config);
  try {
    await ensureAllCollections(database.db);
    const account = await importPath(createStores(database.db), path, options);
    if (options.json) {
      console.error(account.toText());
      console.log(account.toJsonLine());
    } else console.log(account.toText());
    return account.hasFailed ? 1 : 0;
  } finally {
    await database.close();
  }
}

/** Whatever comes of it, from here on the database is the user's own and never gets the demo. */
async function importPath(
  stores: Stores,
  path: string,
  { namespace }: ImportOptions,
): Promise<ImportAccount> {
  await steadily(() => stores.site.markOrigin('OWN'));
  try {
    const source = await openSource(path, namespace === undefined ? {} : { namespace });
    const progress = startProgress(source);
    try {
      const publisher = new Publisher(stores, houseReading(new Date()));
      return await importRecords(source.records, publisher, () => progress.advance());
    } finally {
      progress.stop();
      await source.close();
    }
  } catch (error) {
    if (!(error instanceof SourceUnreadable)) throw error;
    const account = new ImportAccount();
    account.fail({ place: path, reason: error.message });
    return account;
  }
}
