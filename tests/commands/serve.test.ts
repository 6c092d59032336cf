import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { loadDemo } from '../../src/commands/demo.js';
import { openEmbedded } from '../../src/database/connect-embedded.js';
import { createStores } from '../../src/stores.js';
import { startNpm, temporaryFolder } from '../support/cli-process.js';
import { bytesOf } from '../support/dump.js';
import { askGateway, startGateway } from '../support/gateway-process.js';
import { publishingDatabase } from '../support/publishing.js';

vi.setConfig({ testTimeout: 60_000 });

const COUNT = '{ site { name articleCount } }';

/** Every byte of the database in a folder that no process has open. */
async function bytesIn(directory: string): Promise<string> {
  const database = await openEmbedded(directory, 64);
  try {
    return await bytesOf(database.db);
  } finally {
    await database.close();
  }
}

describe('broadsheet serve', () => {
  it('says where it is, on which database, and what to try; and serves the demo', async () => {
    const directory = await temporaryFolder();
    const gateway = await startGateway({ BROADSHEET_DATA: directory });
    const [ready, database, first, ...others] = gateway.stdout().trimEnd().split('\n');
    expect(ready).toMatch(/^Broadsheet is ready at http:\/\/localhost:\d+\/graphql$/);
    expect(database).toBe(`It runs on the embedded engine in ${directory}.`);
    expect(first).toMatch(/GraphiQL.* press the play button/);
    expect([others, gateway.stderr()]).toEqual([[], '']);
    const { data } = await askGateway(gateway.url, COUNT);
    expect(data.site).toEqual({ name: 'The Tidewater Review', articleCount: expect.any(Number) });
    expect(await gateway.stop()).toBe(0);
  });

  it('starts again on the same data, without importing again', async () => {
    const settings = { BROADSHEET_DATA: await temporaryFolder() };
    await (await startGateway(settings)).stop();
    const before = await bytesIn(settings.BROADSHEET_DATA);
    const again = await startGateway(settings);
    expect(again.stdout()).toMatch(/press the play button/);
    expect(await again.stop()).toBe(0);
    expect(await bytesIn(settings.BROADSHEET_DATA)).toBe(before);
  });

  it('never loads the demo with BROADSHEET_DEMO=off, and says how to begin', async () => {
    const gateway = await startGateway({ BROADSHEET_DEMO: 'off' });
    expect(gateway.stdout()).toMatch(/npx broadsheet import <path>/);
    const { data } = await askGateway(gateway.url, COUNT);
    expect(data.site).toEqual({ name: 'Broadsheet', articleCount: 0 });
    expect(await gateway.stop()).toBe(0);
  });
});

describe('npm start', () => {
  it('passes SIGTERM on, and ends with 0', async () => {
    const folder = await temporaryFolder();
    const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
    // Built already, and other tests run what is built.
    const script = { ...scripts, build: 'true' };
    await writeFile(join(folder, 'package.json'), JSON.stringify({ scripts: script }));
    await symlink(new URL('../../dist', import.meta.url).pathname, join(folder, 'dist'));
    const npm = startNpm(['start'], folder, { PORT: '0', BROADSHEET_DEMO: 'off' });
    await vi.waitFor(() => expect(npm.stdout()).toMatch(/is ready at/), 30_000);
    npm.process.kill('SIGTERM');
    expect(await npm.ended).toMatchObject({ code: 0 });
  });
});

describe('loadDemo', () => {
  const settings = { origin: 'OWN' };

  it('leaves a database alone that is the user’s own, however empty', async () => {
    const db = await publishingDatabase();
    await createStores(db).site.markOrigin('OWN');
    expect(await loadDemo(createStores(db), true)).toBe(false);
    expect([
      await db.collection('articles').countDocuments(),
      await db.collection('settings').findOne(),
    ]).toMatchObject([0, settings]);
  });

  it('goes through a demo again that was begun and cut off', async () => {
    const db = await publishingDatabase();
    await createStores(db).site.markOrigin('DEMO');
    expect(await loadDemo(createStores(db), true)).toBe(true);
    expect(await db.collection('settings').findOne()).toMatchObject({ isDemoWhole: true });
  });

  it('once an archive was imported beside it, never loads it again', async () => {
    const db = await publishingDatabase();
    const { site } = createStores(db);
    await site.markOrigin('DEMO');
    await site.markOrigin('OWN');
    await site.markOrigin('DEMO');
    expect(await loadDemo(createStores(db), true)).toBe(false);
  });
});
