import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadDemo } from '../../src/commands/demo.js';
import { openEmbedded } from '../../src/database/engine/connect-embedded.js';
import { createStores } from '../../src/stores.js';
import { startNpm, temporaryFolder } from '../support/cli-process.js';
import { uriOf } from '../support/database.js';
import { bytesOf } from '../support/dump.js';
import { askGateway, type GatewayProcess, startGateway } from '../support/gateway-process.js';
import { importPrinted } from '../support/printed.js';
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
  let directory: string;
  let first: GatewayProcess;
  let site: unknown;
  let code: number | null;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'broadsheet-test-'));
    first = await startGateway({ BROADSHEET_DATA: directory });
    site = (await askGateway(first.url, COUNT)).data.site;
    code = await first.stop();
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('says where it is, on which database, and what to try', () => {
    const [ready, database, advice, ...others] = first.stdout().trimEnd().split('\n');
    expect(ready).toMatch(/^Broadsheet is ready at http:\/\/localhost:\d+\/graphql$/);
    expect(database).toBe(`It runs on the embedded engine in ${directory}.`);
    expect(advice).toMatch(/GraphiQL.* press the play button/);
    expect(others).toEqual([]);
  });

  it('logs each request as one line of JSON on stderr', () => {
    const lines = first
      .stderr()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([expect.objectContaining({ msg: 'request', outcome: 'OK' })]);
  });

  it('serves the demo magazine from an empty folder, and ends at SIGTERM with 0', () => {
    expect([site, code]).toEqual([
      { name: 'The Tidewater Review', articleCount: expect.any(Number) },
      0,
    ]);
  });

  it('starts again on the same data, without importing again', async () => {
    const before = await bytesIn(directory);
    const again = await startGateway({ BROADSHEET_DATA: directory });
    const answer = await askGateway(again.url, COUNT);
    await again.stop();
    expect([answer.data.site, await bytesIn(directory)]).toEqual([site, before]);
  });

  it('never loads the demo with BROADSHEET_DEMO=off, and says how to begin', async () => {
    const settings = { BROADSHEET_DEMO: 'off', MONGODB_URI: uriOf(await publishingDatabase()) };
    const gateway = await startGateway(settings);
    expect(gateway.stdout()).toMatch(/npx broadsheet import <path>/);
    const { data } = await askGateway(gateway.url, COUNT);
    expect(data.site).toEqual({ name: 'Broadsheet', articleCount: 0 });
    expect(await gateway.stop()).toBe(0);
  });
});

describe('broadsheet serve after an import, even of something unreadable', () => {
  it('never loads the demo', async () => {
    const folder = await temporaryFolder();
    const db = await publishingDatabase();
    const settings = { MONGODB_URI: uriOf(db) };
    await importPrinted(settings, join(folder, 'gone.xml'));
    const gateway = await startGateway(settings);
    const { data } = await askGateway(gateway.url, COUNT);
    await gateway.stop();
    expect(data.site.articleCount).toBe(0);
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
    const settings = { PORT: '0', MONGODB_URI: uriOf(await publishingDatabase()) };
    const npm = startNpm(['start'], folder, { ...settings, BROADSHEET_DEMO: 'off' });
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

  it('once an archive was imported beside it, never loads it again', async () => {
    const db = await publishingDatabase();
    const { site } = createStores(db);
    await site.markOrigin('DEMO');
    await site.markOrigin('OWN');
    await site.markOrigin('DEMO');
    expect(await loadDemo(createStores(db), true)).toBe(false);
  });
});
