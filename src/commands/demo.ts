import { fileURLToPath } from 'node:url';
import { houseReading } from '../database/reading.js';
import { openSource } from '../importing/detect.js';
import { importRecords } from '../importing/import-source.js';
import { Publisher } from '../publishing/publisher.js';
import type { Stores } from '../stores.js';

/** The demo magazine, beside `src` and `dist`. */
export const DEMO_DIRECTORY = new URL('../../demo/', import.meta.url);

/**
 * Fills a database that never held anything with the demo magazine, through the real pipeline.
 *
 * Tells whether the database holds the demo. One that was begun and cut off is gone through again;
 * one that is the user's own is never touched.
 */
export async function loadDemo(stores: Stores, isWanted: boolean): Promise<boolean> {
  const reading = houseReading(new Date());
  const { origin, isDemoWhole } = await stores.site.read(reading);
  if (origin === 'OWN' || (origin === undefined && !isWanted)) return false;
  if (origin === 'DEMO' && (isDemoWhole || !isWanted)) return true;
  await stores.site.markOrigin('DEMO');
  const source = await openSource(fileURLToPath(DEMO_DIRECTORY), { namespace: 'demo' });
  const publisher = new Publisher(stores, reading);
  const account = await importRecords(source.records, publisher, () => {});
  if (account.hasFailed) console.error(account.toText());
  await stores.site.markDemoWhole();
  return true;
}
