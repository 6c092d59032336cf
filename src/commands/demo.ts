import { fileURLToPath } from 'node:url';
import { systemContext } from '../database/read-context.js';
import { withRetry } from '../database/with-retry.js';
import { type Log, SILENT_LOG } from '../log.js';
import { LeaseBusy } from '../publishing/lease/lease.js';
import { asOnlyWriter } from '../publishing/lease/only-writer.js';
import type { Writer } from '../publishing/lease/writer.js';
import type { Stores } from '../stores.js';

/** The demo magazine, beside `src` and `dist`. */
export const DEMO_DIRECTORY = new URL('../../demo/', import.meta.url);

/**
 * Fills a database that never held anything with the demo magazine, through the real pipeline.
 *
 * Tells whether the database holds the demo. One that was begun and cut off is gone through again;
 * one that is the user's own is never touched. While another process writes articles it does
 * nothing: a gateway waits for nobody.
 */
export async function loadDemo(
  stores: Stores,
  isWanted: boolean,
  log: Log = SILENT_LOG,
): Promise<boolean> {
  if ((await needOf(stores, isWanted)) === 'LOAD') {
    try {
      await asOnlyWriter(stores, { purpose: 'DEMO', waits: false }, async (writer) => {
        // An import that began at the same moment may have made it the user's own.
        if ((await needOf(stores, isWanted)) === 'LOAD') await load(stores, writer, log);
      });
    } catch (error) {
      if (!(error instanceof LeaseBusy)) throw error;
    }
  }
  return (await siteOf(stores)).origin === 'DEMO';
}

async function needOf(stores: Stores, isWanted: boolean): Promise<'LOAD' | 'NOTHING'> {
  const { origin, isDemoWhole } = await siteOf(stores);
  return isWanted && origin !== 'OWN' && !isDemoWhole ? 'LOAD' : 'NOTHING';
}

function siteOf(stores: Stores) {
  return withRetry(() => stores.site.read(systemContext(new Date())));
}

async function load(stores: Stores, writer: Writer, log: Log): Promise<void> {
  // Imported only here, so that a gateway with a filled database starts without this code.
  const [{ openSource }, { importRecords }, { Publisher }] = await Promise.all([
    import('../importing/detect.js'),
    import('../importing/import-source.js'),
    import('../publishing/publisher.js'),
  ]);
  const { lease } = writer;
  await lease.attempt(() => stores.site.markOrigin('DEMO'));
  const source = await openSource(fileURLToPath(DEMO_DIRECTORY), { namespace: 'demo' });
  const publisher = new Publisher(stores, writer, new Date());
  const account = await importRecords(source.records, publisher, () => {});
  if (account.hasFailed) log.error({ account: account.toText() }, 'The demo is not whole.');
  await lease.attempt(() => stores.site.markDemoWhole());
}
