import type { Database } from '../database/database.js';
import { EngineGone } from '../database/engine/watch.js';
import { describeHolder, type LeaseOptions } from '../publishing/lease/lease.js';
import { asOnlyWriter } from '../publishing/lease/only-writer.js';
import type { Writer } from '../publishing/lease/writer.js';
import { startTicking } from '../publishing/settling/ticking.js';
import type { Stores } from '../stores.js';
import { printError } from './print.js';
import { untilStopped } from './stopping.js';
import { withDatabase } from './with-database.js';

/** How a command waits for another that writes articles. */
export interface WaitingOptions {
  /** Ends the waiting and the work; its reason is thrown. */
  readonly signal: AbortSignal;
  /** Milliseconds of the lease. */
  readonly leaseMs: number;
  /** Whether another that writes ends this command at once: `LeaseBusy` is then thrown. */
  readonly noWait: boolean;
}

/** How a command becomes the only one that writes articles. */
export type WritingOptions = WaitingOptions & Pick<LeaseOptions, 'purpose' | 'isKept'>;

/**
 * Opens a database, and does work there as the only process that writes articles.
 *
 * `begin` makes the stores, before another that writes is waited for. When that ran the database,
 * and ends, the database is opened anew.
 */
export async function writeTo<T>(
  open: () => Promise<Database>,
  options: WritingOptions & { readonly begin: (database: Database) => Promise<Stores> },
  work: (stores: Stores, writer: Writer, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  for (;;) {
    let hasBegun = false;
    try {
      return await withDatabase(open(), options.signal, async (database, signal) => {
        const stores = await untilStopped(signal, options.begin(database));
        const isKept = database.isOwn;
        return whileWriting(stores, { ...options, isKept, signal }, (writer) => {
          hasBegun = true;
          return work(stores, writer, signal);
        });
      });
    } catch (error) {
      if (hasBegun || !(error instanceof EngineGone)) throw error;
    }
  }
}

/**
 * Does work as the only process that writes articles; says on stderr for whom it waits.
 *
 * While it works, articles that come out are settled by this process, in place of the gateways'
 * clocks.
 */
export function whileWriting<T>(
  stores: Stores,
  { leaseMs: ttlMs, noWait, ...how }: WritingOptions,
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  const onWaiting: LeaseOptions['onWaiting'] = (lease) =>
    printError(`Waiting for ${describeHolder(lease)}.`);
  const options = { ...how, ttlMs, waits: !noWait, onWaiting };
  return asOnlyWriter(stores, options, async (writer) => {
    const clock = startTicking(stores, { lease: writer.lease });
    try {
      return await untilStopped(how.signal, work(writer));
    } finally {
      await clock.stop();
    }
  });
}
