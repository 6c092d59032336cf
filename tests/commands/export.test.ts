import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runExport } from '../../src/commands/export.js';
import { NotWritten, writeWhole } from '../../src/exporting/write-whole.js';
import { exportOf } from '../exporting/exports.js';
import { type Finished, runCli, startCli, temporaryFolder } from '../support/cli-process.js';
import { uriOf } from '../support/database.js';
import { articles, author, tag } from '../support/entries.js';
import { stage } from '../support/stage.js';

/** A signal that never comes. */
const never = new AbortController().signal;

const SUMMARY = 'Exported 30 articles, 1 authors and 1 topics.\n';

let db: Db;
let expected: string;
beforeAll(async () => {
  const details = () => ({ authors: [author('Ada')], topics: [tag('Tides')] });
  ({ db } = await stage({ articles: articles(30, details) }));
  expected = (await exportOf(db)).text;
});

/** Does what `broadsheet export <path>` does, in this process, which costs a tenth. */
async function exportedHere(path: string): Promise<Finished> {
  const stdout = vi.spyOn(console, 'log').mockImplementation(() => {});
  const stderr = vi.spyOn(console, 'error').mockImplementation(() => {});
  const code = await runExport({ MONGODB_URI: uriOf(db) }, path);
  const printed = [stdout, stderr].map(({ mock }) =>
    mock.calls.map((line) => `${line}\n`).join(''),
  );
  stdout.mockRestore();
  stderr.mockRestore();
  return { code, stdout: printed[0] ?? '', stderr: printed[1] ?? '' };
}

describe('broadsheet export', () => {
  it('writes to stdout what stands in the database, and says on stderr how much it was', async () => {
    expect(await runCli(['export'], { MONGODB_URI: uriOf(db) })).toEqual({
      code: 0,
      stdout: expected,
      stderr: SUMMARY,
    });
  });

  it('writes to a file that only its user may read, in the place of an older one', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'export.jsonl');
    await writeFile(path, 'older');
    const finished = await exportedHere(path);
    expect(finished).toEqual({ code: 0, stdout: SUMMARY, stderr: '' });
    expect(await readFile(path, 'utf8')).toBe(expected);
    expect([await readdir(folder), (await stat(path)).mode & 0o777]).toEqual([
      ['export.jsonl'],
      0o600,
    ]);
  });

  it('says in one sentence where it cannot write', async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'inner'));
    const outcomes = [
      await exportedHere(join(folder, 'inner')),
      await exportedHere(join(folder, 'none', 'export.jsonl')),
    ];
    expect(outcomes).toEqual([
      {
        code: 1,
        stdout: '',
        stderr: `${folder}/inner: expected a file that can be written, found a folder.\n`,
      },
      {
        code: 1,
        stdout: '',
        stderr: `${folder}/none/export.jsonl: expected a file that can be written, found that it cannot be (ENOENT).\n`,
      },
    ]);
  });

  it('ends without a stack trace when nobody reads its stdout any more', async () => {
    const started = startCli(['export'], { MONGODB_URI: uriOf(db) });
    started.process.stdout?.destroy();
    const { code, stderr } = await started.ended;
    expect([code, stderr]).toEqual([
      1,
      'standard output: expected a file that can be written, found that it cannot be (EPIPE).\n',
    ]);
  });
});

describe('writeWhole', () => {
  it('leaves what was there, and nothing else, when the text breaks off', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'export.jsonl');
    await writeFile(path, 'older');
    async function* broken() {
      yield 'half';
      throw new Error('the database went away');
    }
    await expect(writeWhole(path, broken(), never)).rejects.toThrow('the database went away');
    expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([
      ['export.jsonl'],
      'older',
    ]);
  });

  it('leaves nothing when it is stopped', async () => {
    const folder = await temporaryFolder();
    const stopping = new AbortController();
    async function* endless() {
      for (;;) {
        yield 'line\n';
        await sleep(1);
      }
    }
    const writing = writeWhole(join(folder, 'export.jsonl'), endless(), stopping.signal);
    setTimeout(() => stopping.abort(new Error('stopped')), 30);
    await expect(writing).rejects.toThrow('stopped');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is there when it is whole, and not before', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'export.jsonl');
    let seen: readonly string[] = [];
    async function* text() {
      yield 'first';
      seen = await readdir(folder);
      yield 'second';
    }
    await writeWhole(path, text(), never);
    expect(seen).not.toContain('export.jsonl');
    expect(await readFile(path, 'utf8')).toBe('firstsecond');
  });

  it('refuses a folder', async () => {
    async function* nothing() {}
    await expect(writeWhole(await temporaryFolder(), nothing(), never)).rejects.toThrow(NotWritten);
  });
});
