import { readConfig } from '../config.js';
import { openExistingDatabase } from '../database/open-database.js';
import { houseReading } from '../database/reading.js';
import { steadily } from '../database/steadily.js';
import { settleWaiting } from '../publishing/settle-waiting.js';
import { createStores, type Stores } from '../stores.js';
import { requireCollections } from './existing-database.js';
import { untilStopped } from './stopping.js';

/**
 * Finds the relatives of all articles anew, and prints how many there were.
 *
 * Throws `StartError` if there is no database: it makes none.
 */
export async function runRelate(env: NodeJS.ProcessEnv): Promise<number> {
  const database = await openExistingDatabase(readConfig(env));
  try {
    await requireCollections(database);
    const work = relateAnew(createStores(database.db));
    const { related, counted } = await untilStopped(database.failed, work);
    console.log(`Related ${related} articles anew, counted ${counted} lists.`);
    return 0;
  } finally {
    await database.close();
  }
}

async function relateAnew(stores: Stores) {
  await steadily(() => stores.signal.markChanged());
  return steadily(() => settleWaiting(stores, houseReading(new Date())));
}
