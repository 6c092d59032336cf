import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAGAZINE } from '../../src/json-lines/examples.js';
import { createStores } from '../../src/stores.js';
import { type Finished, runCli, temporaryFolder } from '../support/cli-process.js';
import { uriOf } from '../support/database.js';
import { bytesOf, restore } from '../support/dump.js';
import { importPrinted } from '../support/printed.js';
import { publishingDatabase } from '../support/publishing.js';

const FIXTURES = new URL('../fixtures/', import.meta.url);
const fixture = (name: string) => new URL(name, FIXTURES).pathname;
const WORDPRESS = fixture('wordpress/harbour-notes.xml');
/** What stands in it: 13 posts, and 10 things that are none. */
const WHOLE = { read: 23, created: 13, updated: 0, unchanged: 0, skipped: 10, failed: 0 };

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

/** Runs `broadsheet import` on the test's database. */
function imported(args: readonly string[], stdin = ''): Promise<Finished> {
  return runCli(['import', ...args], { MONGODB_URI: uriOf(db) }, stdin);
}

/** Does what `broadsheet import <path> --json` does, in this process, which costs a tenth. */
function importedHere(path: string, namespace?: string): Promise<Finished> {
  const options = { json: true, ...(namespace === undefined ? {} : { namespace }) };
  return importPrinted({ MONGODB_URI: uriOf(db) }, path, options);
}

/** The six counts of an account in JSON, in their order. */
function counts({ stdout }: Finished): Record<string, unknown> {
  const account: Record<string, unknown> = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  return Object.fromEntries(Object.entries(account).slice(0, 6));
}

const articles = () => db.collection('articles').countDocuments();

describe('broadsheet import', () => {
  it('takes a WordPress export in, and ends with the account for people', async () => {
    const { code, stdout } = await imported([WORDPRESS]);
    expect([code, stdout, await articles()]).toEqual([
      0,
      expect.stringMatching(
        /^Read 23: 13 created, 0 updated, 0 unchanged, 10 skipped, 0 failed\.\nSkipped: /,
      ),
      13,
    ]);
  });

  it('prints with --json the account alone on stdout, and changes nothing when run again', async () => {
    const finished = await imported([WORDPRESS, '--json']);
    const before = await bytesOf(db);
    const again = await importedHere(WORDPRESS);
    expect(finished.stdout.trimEnd().split('\n')).toHaveLength(1);
    expect(JSON.stringify(counts(finished))).toBe(JSON.stringify(WHOLE));
    expect(finished.stderr).toContain('Read 23: 13 created');
    expect(counts(again)).toEqual({ ...WHOLE, created: 0, unchanged: 13 });
    expect([again.code, await bytesOf(db)]).toEqual([0, before]);
  });

  it('takes a Ghost export in, and changes nothing the second time', async () => {
    const ghost = fixture('ghost/harbour-notes.json');
    const first = await importedHere(ghost);
    const before = await bytesOf(db);
    const second = await importedHere(ghost);
    const { created, skipped, failed } = counts(first);
    expect([first.code, created, skipped, failed]).toEqual([1, await articles(), 1, 3]);
    expect(counts(second)).toMatchObject({ created: 0, updated: 0, unchanged: created });
    expect(await bytesOf(db)).toBe(before);
  });

  it('takes JSON Lines in, tells of those it cannot take, and changes nothing the second time', async () => {
    const path = join(await temporaryFolder(), 'articles.jsonl');
    const lines = [...MAGAZINE, { title: 'No text' }].map((line) => JSON.stringify(line));
    await writeFile(path, lines.join('\n'));
    const first = await importedHere(path);
    const before = await bytesOf(db);
    const second = await importedHere(path);
    expect([first.code, counts(first)]).toEqual([
      1,
      { read: 4, created: 3, updated: 0, unchanged: 0, skipped: 0, failed: 1 },
    ]);
    expect(first.stderr).toContain(
      'Failed: line 8 “No text”: expected one of `html`, `markdown` and `text`, found none\n',
    );
    expect(counts(second)).toMatchObject({ unchanged: 3, failed: 1 });
    expect(await bytesOf(db)).toBe(before);
  });

  it('takes a folder of Markdown in, and changes nothing the second time', async () => {
    const folder = fixture('markdown/hugo');
    const first = await importedHere(folder);
    const before = await bytesOf(db);
    const second = await importedHere(folder);
    const { created } = counts(first);
    expect([first.code, created, counts(second).unchanged]).toEqual([0, await articles(), created]);
    expect(await bytesOf(db)).toBe(before);
  });

  it('reads standard input for -', async () => {
    const finished = await imported(['-', '--json'], await readFile(WORDPRESS, 'utf8'));
    expect([finished.code, counts(finished)]).toEqual([0, WHOLE]);
  });

  it('takes in what is whole of a file that was cut off, and tells of the rest', async () => {
    const path = join(await temporaryFolder(), 'cut.xml');
    const whole = await readFile(WORDPRESS);
    await writeFile(path, whole.subarray(0, Math.floor(whole.length * 0.85)));
    const finished = await importedHere(path);
    const { read, created, skipped, failed } = counts(finished);
    expect([finished.code, failed, created, read]).toEqual([
      1,
      1,
      await articles(),
      Number(created) + Number(skipped) + 1,
    ]);
    expect(created).toBeGreaterThan(3);
    expect(finished.stderr).toMatch(/^Failed: \S/m);
  });

  it('tells who tried the demo first that it stays, and the way out', async () => {
    await createStores(db).site.markOrigin('DEMO');
    const folder = fixture('markdown/jekyll');
    const [first, second] = [await importedHere(folder), await importedHere(folder)];
    expect(first.stderr).toContain('holds the demo magazine; your articles stand beside it');
    expect(second.stderr).not.toContain('demo');
  });

  it('keeps two folders with the same paths in them apart by --namespace', async () => {
    const folder = fixture('markdown/jekyll');
    const one = await importedHere(folder, 'one');
    const two = await importedHere(folder, 'two');
    expect(counts(two)).toEqual(counts(one));
  });

  it('refuses --namespace for what knows itself whose it is', async () => {
    const { code, stderr } = await importedHere(WORDPRESS, 'one');
    expect([code, await articles(), stderr]).toEqual([
      1,
      0,
      expect.stringMatching(
        /^Failed: \S+\.xml: expected Markdown or JSON Lines, the only formats that --namespace applies to, found a WordPress export, .* Leave --namespace out\.$/m,
      ),
    ]);
  });

  it('takes the rest in when some cannot be taken, tells why, and ends with 1', async () => {
    const finished = await importedHere(fixture('markdown/broken'));
    const { created, failed } = counts(finished);
    expect([finished.code, created, Number(failed) > 0]).toEqual([1, await articles(), true]);
    expect(finished.stderr.match(/^Failed: /gm)).toHaveLength(Number(failed));
  });

  it('tells of a missing path in one sentence, and ends with 1', async () => {
    const { code, stdout, stderr } = await imported([join(await temporaryFolder(), 'gone.xml')]);
    expect([code, stderr]).toEqual([1, '']);
    expect(stdout).toMatch(
      /^Read 1: .* 1 failed\.\nFailed: \S+gone\.xml: .* found nothing at this path\..*\n$/,
    );
  });

  it('says how it is used when it is told no path, and ends with 1', async () => {
    const { code, stdout, stderr } = await imported(['--json']);
    expect([code, stdout, stderr]).toEqual([1, '', "error: missing required argument 'path'\n"]);
  });
});

/** Makes a source with nothing readable in it, in a folder, and answers its path. */
const unreadable: readonly (readonly [string, (folder: string) => Promise<string>, RegExp])[] = [
  ['a missing path', async (folder) => join(folder, 'gone.xml'), /found nothing at this path/],
  ['a folder without Markdown', async (folder) => folder, /without any \.md/],
  [
    'an empty file',
    async (folder) => {
      await writeFile(join(folder, 'empty.xml'), '');
      return join(folder, 'empty.xml');
    },
    /found an empty file/,
  ],
  [
    'a binary file',
    async (folder) => {
      await writeFile(join(folder, 'photo.xml'), Buffer.from([0x89, 0, 0xff, 0, 1, 2, 3]));
      return join(folder, 'photo.xml');
    },
    /found a binary file/,
  ],
];

describe('an import of something unreadable', () => {
  it.each(unreadable)(
    'is one failed, told, and makes the database the user’s own: %s',
    async (_what, make, reason) => {
      const finished = await importedHere(await make(await temporaryFolder()));
      expect([finished.code, counts(finished)]).toEqual([
        1,
        { read: 1, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 1 },
      ]);
      expect(finished.stderr).toMatch(reason);
      expect(finished.stderr).not.toMatch(/^\s+at /m);
      expect(await db.collection('settings').findOne()).toMatchObject({ origin: 'OWN' });
    },
  );
});
