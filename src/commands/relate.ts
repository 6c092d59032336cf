import { readConfig } from '../config.js';
import type { Database } from '../database/database.js';
import { openExistingDatabase } from '../database/open-database.js';
import { systemContext } from '../database/read-context.js';
import type { Writer } from '../publishing/lease/writer.js';
import { settleWaiting } from '../publishing/settling/settle-waiting.js';
import { createStores, type Stores } from '../stores.js';
import { requireCollections } from './existing-database.js';
import { print } from './print.js';
import { stoppable } from './stopping.js';
import { writeTo } from './writing.js';

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
  const { leaseMs } = config;
  const begin = async (database: Database) => {
    await requireCollections(database);
    return createStores(database.db);
  };
  return stoppable(async (signal) => {
    const options = { purpose: 'RELATE', leaseMs, noWait: wait === false, signal, begin } as const;
    const open = () => openExistingDatabase(config);
    const { related, counted } = await writeTo(open, options, relateAnew);
    print(`Related ${related} articles anew, counted ${counted} lists.`);
    return 0;
  });
}

async function relateAnew(stores: Stores, { lease }: Writer) {
  const readContext = systemContext(new Date(), lease.signal);
  await lease.attempt(() => stores.features.markChanged());
  return lease.attempt(() => settleWaiting(stores, readContext));
}
