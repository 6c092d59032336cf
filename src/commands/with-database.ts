import type { Database } from '../database/database.js';

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
  } finally {
    await database.close();
  }
}
