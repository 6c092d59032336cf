import { systemContext } from '../../database/read-context.js';
import type { Stores } from '../../stores.js';
import { IntentLog } from '../journal/intent-log.js';
import { repairInterrupted } from '../journal/repair.js';
import { type LeaseOptions, withLease } from './lease.js';
import type { Writer } from './writer.js';

/**
 * Runs `work` as the only process that writes articles, topics and authors, after repairing what
 * interrupted processes have left incomplete.
 *
 * Throws `LeaseBusy` if another process holds the lease and `options.waits` is false. Throws
 * `LeaseLost` if another process takes over the lease because this one did not renew it in time.
 */
export function asOnlyWriter<T>(
  stores: Stores,
  options: LeaseOptions,
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  return withLease(stores, options, async (lease) => {
    const writer = { lease, intents: new IntentLog(stores, lease) };
    const readContext = systemContext(new Date(), lease.signal);
    try {
      await lease.attempt(() => repairInterrupted(stores, readContext, writer));
      return await work(writer);
    } catch (error) {
      if (lease.signal.aborted) await writer.intents.recordOpen().catch(() => {});
      throw error;
    }
  });
}
