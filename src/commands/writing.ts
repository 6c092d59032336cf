import { describeHolder, type LeaseOptions } from '../publishing/lease/lease.js';
import { asOnlyWriter } from '../publishing/lease/only-writer.js';
import type { Writer } from '../publishing/lease/writer.js';
import { startTicking } from '../publishing/settling/ticking.js';
import type { Stores } from '../stores.js';

/** How a command becomes the only one that writes articles. */
export interface WritingOptions extends Pick<LeaseOptions, 'purpose' | 'ttlMs'> {
  /** If set, another that writes is not waited for: `LeaseBusy` is thrown. */
  readonly noWait?: boolean;
  /** Ends the waiting; its reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Does work as the only process that writes articles; says on stderr for whom it waits.
 *
 * While it works, articles that come out are settled by this process, in place of the gateways'
 * clocks.
 */
export function whileWriting<T>(
  stores: Stores,
  { noWait = false, ...options }: WritingOptions,
  work: (writer: Writer) => Promise<T>,
): Promise<T> {
  const onWaiting: LeaseOptions['onWaiting'] = (lease) =>
    console.error(`Waiting for ${describeHolder(lease)}.`);
  return asOnlyWriter(stores, { ...options, waits: !noWait, onWaiting }, async (writer) => {
    const clock = startTicking(stores, { lease: writer.lease });
    try {
      return await work(writer);
    } finally {
      await clock.stop();
    }
  });
}
