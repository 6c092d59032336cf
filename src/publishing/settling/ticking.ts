import { setTimeout as sleep } from 'node:timers/promises';
import { advancingContext } from '../../database/read-context.js';
import type { Stores } from '../../stores.js';
import { Clock, type ClockOptions } from './clock.js';

/** Milliseconds between the end of one check and the next. */
const PAUSE = 1_000;

/** Milliseconds that stopping may take. */
const MAX_STOPPING_MS = 2_000;

/** The lease under which a clock works, and the function that reports its errors. */
export interface TickingOptions extends ClockOptions {
  /** Called with the error when a check fails, and not again until one has succeeded. */
  readonly onTrouble?: (error: unknown) => void;
}

/** A clock that runs until it is stopped. */
export interface TickingClock {
  /** Stops the clock, and waits at most two seconds for the work in progress. */
  stop(): Promise<void>;
}

/**
 * Starts a clock that checks at once and then every second, one check after the other.
 *
 * A failed check is repeated with the next tick. An error is reported once until a check succeeds
 * again. The clock does not keep the process alive.
 */
export function startTicking(
  stores: Stores,
  { onTrouble = () => {}, ...options }: TickingOptions = {},
): TickingClock {
  const ending = new AbortController();
  const ticking = tick(new Clock(stores, options), ending.signal, onTrouble);
  return {
    stop: async () => {
      ending.abort();
      // A command that was sent while the connection closed may never be answered.
      await Promise.race([ticking, sleep(MAX_STOPPING_MS, undefined, { ref: false })]);
    },
  };
}

async function tick(
  clock: Clock,
  signal: AbortSignal,
  onTrouble: (error: unknown) => void,
): Promise<void> {
  let isTroubled = false;
  while (!signal.aborted) {
    try {
      await clock.advance(advancingContext(new Date(), signal));
      isTroubled = false;
    } catch (error) {
      if (!signal.aborted && !isTroubled) onTrouble(error);
      isTroubled = true;
    }
    // The sleep rejects when the clock is stopped; there is nothing to handle then.
    await sleep(PAUSE, undefined, { signal, ref: false }).catch(() => {});
  }
}
