import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImportOptions, runImport } from '../../src/commands/import.js';
import { runWatch } from '../../src/commands/watch.js';
import { type Finished, temporaryFolder } from '../support/cli-process.js';
import { testDatabase, uriOf } from '../support/database.js';
import { bytesOf, restore } from '../support/dump.js';
import { printedBy } from '../support/printed.js';
import { publishingDatabase } from '../support/publishing.js';

const WORDPRESS = new URL('../fixtures/wordpress/harbour-notes.xml', import.meta.url).pathname;

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

function run(
  path: string,
  options: ImportOptions = {},
  env: NodeJS.ProcessEnv = { MONGODB_URI: uriOf(db) },
): Promise<Finished> {
  return printedBy(() => runImport(env, path, { json: true, ...options }));
}

const dryRun = (path: string, env?: NodeJS.ProcessEnv) => run(path, { dryRun: true }, env);

const accountOf = ({ stdout }: Finished): Record<string, unknown> => JSON.parse(stdout);

/** A folder with one article of this title in it. */
async function folderWith(title: string, folder?: string): Promise<string> {
  const path = folder ?? (await temporaryFolder());
  await writeFile(join(path, 'tides.md'), `---\ntitle: ${title}\ndate: 2024-05-01\n---\nText.\n`);
  return path;
}

describe('import --dry-run', () => {
  it('gives the account of an import that follows, and writes nothing', async () => {
    const before = await bytesOf(db);
    const rehearsed = await dryRun(WORDPRESS);
    const after = await bytesOf(db);
    const done = await run(WORDPRESS);
    expect([rehearsed.code, accountOf(rehearsed)]).toEqual([done.code, accountOf(done)]);
    expect(after).toBe(before);
    expect(rehearsed.stderr).toContain('A dry run: nothing is written.');
  });

  it('tells what would be as it is, and what would change', async () => {
    const folder = await folderWith('Tides');
    await run(folder);
    const before = await bytesOf(db);
    const same = accountOf(await dryRun(folder));
    await folderWith('Ebb', folder);
    const changed = accountOf(await dryRun(folder));
    expect([same, changed]).toMatchObject([
      { read: 1, unchanged: 1 },
      { read: 1, updated: 1 },
    ]);
    expect(await bytesOf(db)).toBe(before);
  });

  it('tells what would fail, and ends with 1', async () => {
    const broken = new URL('../fixtures/markdown/broken', import.meta.url).pathname;
    const rehearsed = await dryRun(broken);
    const done = await run(broken);
    expect([rehearsed.code, accountOf(rehearsed)]).toEqual([1, accountOf(done)]);
  });

  it('makes no collection in an empty database', async () => {
    const { db: empty } = testDatabase();
    await dryRun(WORDPRESS, { MONGODB_URI: uriOf(empty) });
    expect(await empty.listCollections().toArray()).toEqual([]);
  });

  it('makes no data folder', async () => {
    const folder = join(await temporaryFolder(), 'data');
    const finished = await dryRun(WORDPRESS, { BROADSHEET_DATA: folder });
    expect([accountOf(finished).created, existsSync(folder)]).toEqual([13, false]);
  });

  it('leaves nothing in the temporary folder', async () => {
    const folder = await folderWith('Tides');
    await dryRun(folder);
    expect(await readdir(folder)).toEqual(['tides.md']);
  });

  it('is not done again and again', async () => {
    const watching = runWatch({}, 'https://feeds.example/', '5', { dryRun: true });
    await expect(watching).rejects.toThrow('Expected --dry-run or --watch, found both');
  });
});
