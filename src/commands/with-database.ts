import { once } from 'node:events';
import { isConnectionLost } from '../database/connection-loss.js';
import type { Database } from '../database/database.js';
import { ExitError } from '../errors.js';

/** Milliseconds in which it becomes known that the process that ran the database has ended. */
const MAX_DOUBT_MS = 3_000;

/**
 * Does work on a database that is being opened, and closes it, whatever comes of the work.
 *
 * The work is given a signal that comes with the caller's, or when the database cannot go on.
 */
export async function withDatabase<Result>(
  opening: Promise<Database>,
  stopping: AbortSignal,
  work: (database: Database, signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const database = await opening;
  const { failed } = database;
  const signal = failed === undefined ? stopping : AbortSignal.any([stopping, failed]);
  try {
    return await work(database, signal);
  } catch (error) {
    throw await causeOf(error, failed);
  } finally {
    await database.close();
  }
}

/** What fails because the database cannot go on is told as that. */
async function causeOf(error: unknown, failed: AbortSignal | undefined): Promise<unknown> {
  if (failed === undefined || error instanceof ExitError) return error;
  // A connection may break a moment before it is known why.
  if (!failed.aborted && isConnectionLost(error)) {
    await once(failed, 'abort', { signal: AbortSignal.timeout(MAX_DOUBT_MS) }).catch(() => {});
  }
  return failed.aborted ? failed.reason : error;
}
