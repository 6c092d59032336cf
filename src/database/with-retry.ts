import { setTimeout as sleep } from 'node:timers/promises';
import { BroadsheetError } from '../errors.js';
import { isConnectionLost } from './connection-loss.js';

/** How long a database that went away is waited for, in milliseconds. */
let patienceMs = 60_000;

/**
 * Sets for this process how long `steadily` waits, in milliseconds; `openDatabase` does it once.
 *
 * The work that is repeated is everywhere below a command, and the same limit holds for all of it.
 */
export function setPatience(milliseconds: number): void {
  patienceMs = milliseconds;
}

/** Pauses between two attempts, in milliseconds. */
const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 2_000;

/**
 * Does work on the database, and does it again if the connection was lost under it.
 *
 * Nobody knows how much of the lost attempt was carried out, so the work must be one that a repeat
 * completes. For imports and jobs, which outlive the process that ran their engine; a reader is
 * better told at once. Throws `DATABASE_UNAVAILABLE` when the database stays away for longer than
 * `setPatience` says, a minute by default.
 */
export async function withRetry<T>(work: () => Promise<T>): Promise<T> {
  let end = Number.POSITIVE_INFINITY;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, MAX_PAUSE_MS)) {
    const begun = performance.now();
    try {
      return await work();
    } catch (error) {
      if (!isConnectionLost(error)) throw error;
      const failed = performance.now();
      // Work that went on for long had its database for most of the time.
      const isFirst = end === Number.POSITIVE_INFINITY || failed - begun > patienceMs;
      if (isFirst) end = failed + patienceMs;
      else if (failed > end) throw gone();
    }
    await sleep(pause);
  }
}

function gone(): BroadsheetError {
  return new BroadsheetError(
    'DATABASE_UNAVAILABLE',
    `The database went away and has not come back within ${patienceMs / 1000} seconds. ` +
      'What was written stays; the same command takes up the rest.',
  );
}
