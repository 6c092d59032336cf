import { readConfig } from '../config.js';
import { openExistingDatabase } from '../database/open-database.js';
import { houseReading } from '../database/reading.js';
import { settleWaiting } from '../publishing/settle-waiting.js';
import { createStores } from '../stores.js';
import { requireCollections } from './existing-database.js';
import { firstOf, listenForStop, Stopped, untilStopped } from './stopping.js';
import { whileWriting } from './writing.js';

/** What `relate` is told. */
export interface RelateOptions {
  /** False if an import that is under way is not to be waited for. */
  readonly wait?: boolean;
}

/**
 * Finds the related posts of all articles anew, and prints how many there were.
 *
 * Answers with the exit code: 130 or 143 if a signal ended it, else 0. What is left then is found
 * by the next import, or by this command. Throws `StartError` if there is no database: it makes
 * none.
 */
export async function runRelate(
  env: NodeJS.ProcessEnv,
  { wait }: RelateOptions = {},
): Promise<number> {
  const config = readConfig(env);
  const stopping = listenForStop();
  const database = await openExistingDatabase(config);
  try {
    const signal = firstOf(stopping.signal, database.failed);
    await untilStopped(signal, requireCollections(database));
    const stores = createStores(database.db);
    const options = { purpose: 'RELATE', ttlMs: config.leaseMs, noWait: wait === false } as const;
    const { related, counted } = await whileWriting(
      stores,
      { ...options, signal },
      async ({ lease }) => {
        const reading = houseReading(new Date(), lease.signal);
        await lease.attempt(() => stores.signal.markChanged());
        return untilStopped(
          signal,
          lease.attempt(() => settleWaiting(stores, reading)),
        );
      },
    );
    console.log(`Related ${related} articles anew, counted ${counted} lists.`);
    return 0;
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    console.error(error.message);
    return error.exitCode;
  } finally {
    stopping.release();
    await database.close();
  }
}
