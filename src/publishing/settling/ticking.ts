import { setTimeout as sleep } from 'node:timers/promises';
import { goingReading } from '../../database/reading.js';
import type { Stores } from '../../stores.js';
import { Clock, type ClockOptions } from './clock.js';

/** Milliseconds between the end of one look at what has come out and the next. */
const PAUSE = 1_000;

/** Milliseconds that stopping may take. */
const MAX_STOPPING_MS = 2_000;

/** By whom a clock settles, and who is told that it cannot. */
export interface TickingOptions extends ClockOptions {
  /** Called with the error when a tick fails, and not again until one has succeeded. */
  readonly onTrouble?: (error: unknown) => void;
}

/** A clock that ticks until it is stopped. */
export interface TickingClock {
  /** Stops it, and waits until what is under way has ended, for two seconds at most. */
  stop(): Promise<void>;
}

/**
 * Lets a clock tick, at once and then every second, one look after the other.
 *
 * What fails is tried again with the next tick, and reported once until a tick succeeds. It keeps
 * no process running.
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
      // A command that was sent as the connection closed may wait for its answer for ever.
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
      await clock.advance(goingReading(new Date(), signal));
      isTroubled = false;
    } catch (error) {
      if (!signal.aborted && !isTroubled) onTrouble(error);
      isTroubled = true;
    }
    // It rejects when it is stopped, and then there is nothing to wait for.
    await sleep(PAUSE, undefined, { signal, ref: false }).catch(() => {});
  }
}
