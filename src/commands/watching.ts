import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../errors.js';
import type { ImportAccount } from '../importing/account.js';
import { type OpenSource, openFetched } from '../importing/detect.js';
import {
  bareAddress,
  type FetchRules,
  fetchIfNew,
  type Validators,
} from '../importing/fetch-source.js';
import { SourceUnreadable } from '../importing/source-unreadable.js';
import type { Stores } from '../stores.js';
import { importBy, markOwn, printAccount, type StoppableOptions } from './import.js';
import { printError } from './print.js';
import { Stopped, untilStopped } from './stopping.js';
import { watchPause } from './watch-pause.js';
import { whileWriting } from './writing.js';

/** How an address is watched. */
export interface WatchOptions extends StoppableOptions {
  readonly fetching: FetchRules;
  readonly intervalMilliseconds: number;
  readonly json?: boolean;
}

/** Looks at an address until the signal comes; answers with the exit code. */
export async function watchAddress(
  stores: Stores,
  address: string,
  options: WatchOptions,
): Promise<number> {
  const { signal, intervalMilliseconds } = options;
  let known: Validators = {};
  let hasFailed = false;
  try {
    await untilStopped(signal, markOwn(stores));
    for (;;) {
      const round = await roundOf(stores, address, known, options);
      if (round.kind === 'TAKEN') known = round.known;
      // What is not modified holds what failed in it before.
      if (round.kind === 'TAKEN') hasFailed = round.account.hasFailed;
      else if (round.kind === 'FAILED') hasFailed = true;
      tell(round, address, options);
      const { retryAfterMilliseconds } = round;
      const random = Math.random();
      const pause = watchPause({ intervalMilliseconds, retryAfterMilliseconds, random });
      tellOfNext(pause);
      await sleep(pause, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  } catch (error) {
    if (error instanceof Stopped) return hasFailed ? 1 : 0;
    throw error;
  }
}

/** What came of one look. */
type Round = { readonly retryAfterMilliseconds?: number | undefined } & (
  | { readonly kind: 'TAKEN'; readonly account: ImportAccount; readonly known: Validators }
  | { readonly kind: 'NOT_MODIFIED' }
  | { readonly kind: 'FAILED'; readonly reason: string }
);

/** The next round asks for what is newer than this one's answer only if that went in. */
async function roundOf(
  stores: Stores,
  address: string,
  known: Validators,
  { fetching, ...options }: WatchOptions,
): Promise<Round> {
  const { signal } = options;
  try {
    const fetched = await fetchIfNew(address, { ...fetching, signal }, known);
    if (fetched === 'NOT_MODIFIED') return { kind: 'NOT_MODIFIED' };
    const account = await importFetched(stores, await openFetched(fetched, options), options);
    return { kind: 'TAKEN', account, known: fetched };
  } catch (error) {
    signal.throwIfAborted();
    // Whatever it was: the server, the database or the disk may be there again next time.
    const { retryAfterMilliseconds } = error instanceof SourceUnreadable ? error : NO_WISH;
    return { kind: 'FAILED', reason: reasonOf(error), retryAfterMilliseconds };
  }
}

/** Other imports may go between two looks. */
function importFetched(
  stores: Stores,
  source: OpenSource,
  options: StoppableOptions,
): Promise<ImportAccount> {
  return whileWriting(stores, { ...options, purpose: 'IMPORT' }, (writer) =>
    importBy(stores, writer, source, options.signal),
  ).finally(() => source.close());
}

const NO_WISH = { retryAfterMilliseconds: undefined };

function tell(round: Round, address: string, options: WatchOptions): void {
  if (round.kind === 'TAKEN') printAccount(round.account, options);
  else if (round.kind === 'FAILED') printError(`Nothing came of this look. ${round.reason}`);
  else printError(`${bareAddress(address)}: not modified.`);
}

/** Only somebody who sits there asks himself that. */
function tellOfNext(pause: number): void {
  if (!process.stderr.isTTY) return;
  const time = new Date(Date.now() + pause).toTimeString().slice(0, 8);
  printError(`The next look is at ${time}; Ctrl-C ends it.`);
}
