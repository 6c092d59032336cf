import { houseReading } from '../../database/reading.js';
import type { Stores } from '../../stores.js';
import { IntentLog } from '../journal/intent-log.js';
import { repairInterrupted } from '../journal/repair.js';
import { type LeaseOptions, withLease } from './lease.js';
import type { Writer } from './writer.js';

/**
 * Does work as the only writer of articles, topics and authors, once everything is repaired that an
 * interrupted one before has left undone.
 *
 * Throws `LeaseBusy` if another holds the lease and it is not to be waited for, and `LeaseLost` if
 * another has taken it over because this process did not answer.
 */
export function asOnlyWriter<T>(
  stores: Stores,
  options: LeaseOptions,
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  return withLease(stores, options, async (lease) => {
    const writer = { lease, intents: new IntentLog(stores, lease) };
    const reading = houseReading(new Date(), lease.signal);
    try {
      await lease.attempt(() => repairInterrupted(stores, reading, writer));
      return await work(writer);
    } catch (error) {
      if (lease.signal.aborted) await writer.intents.recordOpen().catch(() => {});
      throw error;
    }
  });
}
