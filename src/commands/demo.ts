import { fileURLToPath } from 'node:url';
import { houseReading } from '../database/reading.js';
import { steadily } from '../database/steadily.js';
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
  const { origin, isDemoWhole } = await steadily(() => stores.site.read(reading));
  if (origin === 'OWN' || (origin === undefined && !isWanted)) return false;
  if (origin === 'DEMO' && (isDemoWhole || !isWanted)) return true;
  await steadily(() => stores.site.markOrigin('DEMO'));
  // An import that began at the same moment has made it the user's own.
  if ((await steadily(() => stores.site.read(reading))).origin !== 'DEMO') return false;
  const source = await openSource(fileURLToPath(DEMO_DIRECTORY), { namespace: 'demo' });
  const publisher = new Publisher(stores, reading);
  const account = await importRecords(source.records, publisher, () => {});
  if (account.hasFailed) console.error(account.toText());
  await steadily(() => stores.site.markDemoWhole());
  return true;
}
