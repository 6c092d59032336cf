import { type Config, readConfig } from '../config.js';
import type { Database } from '../database/database.js';
import { isDatabaseThere, openDatabase } from '../database/open-database.js';
import { systemContext } from '../database/read-context.js';
import { withRetry } from '../database/with-retry.js';
import { withoutUndefined } from '../importing/absence.js';
import { ImportAccount } from '../importing/account.js';
import { type OpenOptions, type OpenSource, openSource } from '../importing/detect.js';
import { importRecords } from '../importing/import-source.js';
import { SourceUnreadable } from '../importing/source-unreadable.js';
import { HERE } from '../publishing/analysis/analysis.js';
import { AnalysisThread } from '../publishing/analysis/analysis-thread.js';
import { DryRun, type FindCards } from '../publishing/dry-run.js';
import type { Writer } from '../publishing/lease/writer.js';
import { Publisher, type Publishing } from '../publishing/publisher.js';
import { createStores, ensureAllCollections, type Stores } from '../stores.js';
import { print, printError } from './print.js';
import { startFetchProgress, startProgress } from './progress.js';
import { stoppable, untilStopped } from './stopping.js';
import { withDatabase } from './with-database.js';
import { type WaitingOptions, writeTo } from './writing.js';

/** What an import is told beside the path. */
export interface ImportOptions {
  readonly json?: boolean;
  readonly namespace?: string;
  /** Gives the account, and writes nothing. */
  readonly dryRun?: boolean;
  /** False if another import that is under way is not to be waited for. */
  readonly wait?: boolean;
}

/**
 * Imports a source and prints the account: for people, or with `json` as the last line of stdout.
 *
 * Answers with the exit code: 1 if something failed, 130 or 143 if a signal ended it before its
 * end, else 0. Throws `ExitError` with a code of its own if another import is under way and not to
 * be waited for, if it lost its lease, and if the database is gone.
 */
export async function runImport(
  env: NodeJS.ProcessEnv,
  path: string,
  options: ImportOptions,
): Promise<number> {
  const config = readConfig(env);
  const { fetching, maxUnpackedBytes, leaseMs } = config;
  const { namespace, dryRun, wait } = options;
  const limits = { fetching, maxUnpackedBytes, leaseMs, noWait: wait === false };
  return stoppable((stopping) => {
    const how = withoutUndefined({ ...limits, signal: stopping, namespace });
    const bringIn = dryRun ? importDry : importToDatabase;
    return importPath(path, how, (open) => bringIn(config, open, how), options);
  });
}

/** How a source is opened and brought in, by a command that can be stopped. */
export type StoppableOptions = OpenOptions & WaitingOptions;

/** Opens the source, once, however often it is called. */
type Opener = () => Promise<OpenSource>;

/** Has a source brought in, prints the account, and answers with the exit code. */
async function importPath(
  path: string,
  how: StoppableOptions,
  bringIn: (open: Opener) => Promise<ImportAccount>,
  options: ImportOptions,
): Promise<number> {
  let account = new ImportAccount();
  let opening: Promise<OpenSource> | undefined;
  const open = () => {
    opening ??= openShowing(path, how);
    return opening;
  };
  try {
    account = await bringIn(open);
  } catch (error) {
    if (!(error instanceof SourceUnreadable)) throw error;
    account.fail({ place: error.place, reason: error.reason });
  } finally {
    await opening?.then((source) => source.close()).catch(() => {});
  }
  printAccount(account, options);
  return account.hasFailed ? 1 : 0;
}

function importToDatabase(
  config: Config,
  open: Opener,
  how: StoppableOptions,
): Promise<ImportAccount> {
  const begin = async ({ db }: Database) => {
    await ensureAllCollections(db);
    const stores = createStores(db);
    await tellOfDemo(stores);
    await markOwn(stores);
    await open();
    return stores;
  };
  const options = { ...how, purpose: 'IMPORT', begin } as const;
  return writeTo(
    () => openDatabase(config),
    options,
    async (stores, writer, signal) => importBy(stores, writer, await open(), signal),
  );
}

/** What is there to compare with, without making anything: nothing, where there is no database. */
async function importDry(
  config: Config,
  open: Opener,
  { signal: stopping }: StoppableOptions,
): Promise<ImportAccount> {
  const rehearseWith = async (findCards: FindCards, signal: AbortSignal) =>
    importInto(new DryRun(findCards, systemContext(new Date())), await open(), signal);
  printError('A dry run: nothing is written.');
  if (!(await isDatabaseThere(config))) return rehearseWith(async () => [], stopping);
  return withDatabase(openDatabase(config), stopping, ({ db }, signal) =>
    rehearseWith(createStores(db).article.findCards, signal),
  );
}

async function openShowing(path: string, options: StoppableOptions): Promise<OpenSource> {
  const { advance, stop } = startFetchProgress();
  try {
    return await openSource(path, { ...options, onFetchedBytes: advance });
  } finally {
    stop();
  }
}

/** Whoever tried the demo first, and imports now, gets both: that is told, and the way out. */
async function tellOfDemo(stores: Stores): Promise<void> {
  const { origin } = await withRetry(() => stores.site.read(systemContext(new Date())));
  if (origin !== 'DEMO') return;
  printError(
    'This database holds the demo magazine; your articles stand beside it from now on. To begin without it, import into an empty one: set BROADSHEET_DATA to a fresh folder, or MONGODB_URI to a fresh database.',
  );
}

/** Notes that the database holds the user's own from here on, and never gets the demo. */
export function markOwn(stores: Stores): Promise<void> {
  return withRetry(() => stores.site.markOrigin('OWN'));
}

/** Brings an open source in, by a writer; shows how far it is. */
export async function importBy(
  stores: Stores,
  writer: Writer,
  source: OpenSource,
  signal: AbortSignal,
): Promise<ImportAccount> {
  const thread = new AnalysisThread();
  // The thread's code stands beside this once it is compiled, as it is wherever it is installed.
  const analyser = import.meta.url.endsWith('.js') ? thread : HERE;
  try {
    return await importInto(new Publisher(stores, writer, new Date(), analyser), source, signal);
  } finally {
    await thread.end();
  }
}

async function importInto(
  publisher: Publishing,
  source: OpenSource,
  signal: AbortSignal,
): Promise<ImportAccount> {
  const progress = startProgress(source);
  try {
    const work = importRecords(
      source.records,
      publisher,
      () => progress.advance(),
      (articles) => progress.relate(articles),
    );
    return await untilStopped(signal, work);
  } finally {
    progress.stop();
  }
}

/** Prints an account for people, or with `json` as a line of stdout, and for people on stderr. */
export function printAccount(account: ImportAccount, { json }: { readonly json?: boolean }): void {
  if (json) {
    printError(account.toText());
    print(account.toJsonLine());
  } else print(account.toText());
}
