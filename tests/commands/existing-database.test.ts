import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runExport } from '../../src/commands/export.js';
import { runImport } from '../../src/commands/import.js';
import { runRelate } from '../../src/commands/relate.js';
import { StartError } from '../../src/errors.js';
import { runCli, temporaryFolder } from '../support/cli-process.js';
import { testDatabase, uriOf } from '../support/database.js';
import { printedBy } from '../support/printed.js';

const MARKDOWN = new URL('../fixtures/markdown/', import.meta.url).pathname;

const READERS: readonly (readonly [string, (env: NodeJS.ProcessEnv) => Promise<number>])[] = [
  ['export', (env) => runExport(env)],
  ['relate', (env) => runRelate(env)],
];

describe.each(READERS)('broadsheet %s', (_name, run) => {
  it('makes no folder for data, and names the one where it looked', async () => {
    const data = join(await temporaryFolder(), 'data');
    await expect(run({ BROADSHEET_DATA: data })).rejects.toThrow(
      `Expected a database in the folder ${data}, found none. Set BROADSHEET_DATA to the folder that holds it, or MONGODB_URI to its server. Only \`broadsheet serve\` and \`broadsheet import\` make a new one.`,
    );
    expect(existsSync(data)).toBe(false);
  });

  it('makes no database in a folder that exists', async () => {
    const data = await temporaryFolder();
    await expect(run({ BROADSHEET_DATA: data })).rejects.toThrow(StartError);
    expect(await readdir(data)).toEqual([]);
  });

  it('makes no collection on a server, and says that the database is empty', async () => {
    const { db } = testDatabase();
    await expect(run({ MONGODB_URI: uriOf(db) })).rejects.toThrow(
      new RegExp(`found none of its collections: .*database ${db.databaseName}. Set MONGODB_URI`),
    );
    expect(await db.listCollections().toArray()).toEqual([]);
  });

  it("leaves another program's database as it is", async () => {
    const { db } = testDatabase();
    await db.collection('articles').insertOne({ headline: 'Not ours' });
    const before = await db.listCollections().toArray();
    await expect(run({ MONGODB_URI: uriOf(db) })).rejects.toThrow(StartError);
    expect(await db.listCollections().toArray()).toEqual(before);
    expect(await db.collection('articles').indexes()).toHaveLength(1);
    await db.dropDatabase();
  });
});

describe('broadsheet export without a database', () => {
  it('ends with 1 and a sentence, and leaves the file that exists', async () => {
    const folder = await temporaryFolder();
    const backup = join(folder, 'backup.jsonl');
    await writeFile(backup, 'all that there is');
    const settings = { BROADSHEET_DATA: join(folder, 'forgotten') };
    const finished = await runCli(['export', '--force', backup], settings);
    expect(finished).toMatchObject({ code: 1, stdout: '' });
    expect(finished.stderr).toMatch(/^Expected a database in the folder .*forgotten, found none\./);
    expect([await readFile(backup, 'utf8'), await readdir(folder)]).toEqual([
      'all that there is',
      ['backup.jsonl'],
    ]);
  });
});

describe('broadsheet import --dry-run', () => {
  it('makes no database in a folder that exists', async () => {
    const data = join(await temporaryFolder(), 'data');
    await mkdir(data);
    const options = { dryRun: true, json: true };
    const run = () => runImport({ BROADSHEET_DATA: data }, join(MARKDOWN, 'broken'), options);
    expect((await printedBy(run)).stderr).toContain('A dry run: nothing is written.');
    expect(await readdir(data)).toEqual([]);
  });
});
