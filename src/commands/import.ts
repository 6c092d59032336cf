import { readConfig } from '../config.js';
import { openDatabase } from '../database/open-database.js';
import { houseReading } from '../database/reading.js';
import { steadily } from '../database/steadily.js';
import { ImportAccount } from '../importing/account.js';
import { type OpenOptions, type OpenSource, openSource } from '../importing/detect.js';
import { importRecords } from '../importing/import-source.js';
import { startFetchProgress, startProgress } from '../importing/progress.js';
import { SourceUnreadable } from '../importing/source-unreadable.js';
import { Publisher } from '../publishing/publisher.js';
import { createStores, ensureAllCollections, type Stores } from '../stores.js';
import { listenForStop, Stopped, untilStopped } from './stopping.js';

/** What an import is told beside the path. */
export interface ImportOptions {
  readonly json?: boolean;
  readonly namespace?: string;
}

/**
 * Imports a source and prints the account: for people, or with `json` as the last line of stdout.
 *
 * Answers with the exit code: 1 if something failed, 130 or 143 if a signal ended it before its
 * end, else 0.
 */
export async function runImport(
  env: NodeJS.ProcessEnv,
  path: string,
  options: ImportOptions,
): Promise<number> {
  const { fetching, maxUnpackedBytes, ...config } = readConfig(env);
  const { namespace } = options;
  const { signal, release } = listenForStop();
  try {
    const database = await openDatabase(config);
    try {
      await untilStopped(signal, ensureAllCollections(database.db));
      const account = await importPath(createStores(database.db), path, {
        ...{ fetching, maxUnpackedBytes, signal },
        ...(namespace === undefined ? {} : { namespace }),
      });
      printAccount(account, options);
      return account.hasFailed ? 1 : 0;
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    console.error(error.message);
    return error.exitCode;
  } finally {
    release();
  }
}

/** How a source is opened, by a command that can be stopped. */
export interface StoppableOptions extends OpenOptions {
  readonly signal: AbortSignal;
}

/** Whatever comes of it, from here on the database is the user's own and never gets the demo. */
async function importPath(
  stores: Stores,
  path: string,
  options: StoppableOptions,
): Promise<ImportAccount> {
  await untilStopped(options.signal, markOwn(stores));
  try {
    return await importOpened(stores, await openShowing(path, options), options.signal);
  } catch (error) {
    if (!(error instanceof SourceUnreadable)) throw error;
    const account = new ImportAccount();
    account.fail({ place: error.place, reason: error.reason });
    return account;
  }
}

async function openShowing(path: string, options: StoppableOptions): Promise<OpenSource> {
  const { advance, stop } = startFetchProgress();
  try {
    return await openSource(path, { ...options, onFetchedBytes: advance });
  } finally {
    stop();
  }
}

/** Notes that the database holds the user's own from here on, and never gets the demo. */
export function markOwn(stores: Stores): Promise<void> {
  return steadily(() => stores.site.markOrigin('OWN'));
}

/** Brings an open source in and closes it, whatever comes of it; shows how far it is. */
export async function importOpened(
  stores: Stores,
  source: OpenSource,
  signal: AbortSignal,
): Promise<ImportAccount> {
  const progress = startProgress(source);
  try {
    const publisher = new Publisher(stores, houseReading(new Date()));
    const work = importRecords(source.records, publisher, () => progress.advance());
    return await untilStopped(signal, work);
  } finally {
    progress.stop();
    await source.close();
  }
}

/** Prints an account for people, or with `json` as a line of stdout, and for people on stderr. */
export function printAccount(account: ImportAccount, { json }: { readonly json?: boolean }): void {
  if (json) {
    console.error(account.toText());
    console.log(account.toJsonLine());
  } else console.log(account.toText());
}
