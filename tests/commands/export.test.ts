import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Db } from 'mongodb';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { runExport } from '../../src/commands/export.js';
import { exportOf } from '../exporting/exports.js';
import {
  CLI,
  type Finished,
  foreignEnvironment,
  runCli,
  startCli,
  temporaryFolder,
} from '../support/cli-process.js';
import { uriOf } from '../support/database.js';
import { articles, author, tag } from '../support/entries.js';
import { stage } from '../support/stage.js';

const SUMMARY = 'Exported 30 articles, 1 authors and 1 topics.\n';

let db: Db;
let expected: string;
beforeAll(async () => {
  const details = () => ({ authors: [author('Ada')], topics: [tag('Tides')] });
  ({ db } = await stage({ articles: articles(30, details) }));
  expected = (await exportOf(db)).text;
});

/** Does what `broadsheet export <path>` does, in this process, which costs a tenth. */
async function exportedHere(path: string, isForced = false): Promise<Finished> {
  const stdout = vi.spyOn(console, 'log').mockImplementation(() => {});
  const stderr = vi.spyOn(console, 'error').mockImplementation(() => {});
  const code = await runExport({ MONGODB_URI: uriOf(db) }, path, { isForced });
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

  it('writes to a file that only its user may read', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'export.jsonl');
    const finished = await exportedHere(path);
    expect(finished).toEqual({ code: 0, stdout: SUMMARY, stderr: '' });
    expect(await readFile(path, 'utf8')).toBe(expected);
    expect([await readdir(folder), (await stat(path)).mode & 0o777]).toEqual([
      ['export.jsonl'],
      0o600,
    ]);
  });

  it('refuses to replace a file that exists, and keeps it', async () => {
    const path = join(await temporaryFolder(), 'backup.jsonl');
    await writeFile(path, 'older');
    const finished = await exportedHere(path);
    expect([finished, await readFile(path, 'utf8')]).toEqual([
      {
        code: 1,
        stdout: '',
        stderr: `${path}: expected a file that can be written, found one that exists already. Give another name, or use --force to replace it.\n`,
      },
      'older',
    ]);
  });

  it('replaces a file that exists if --force says so', async () => {
    const path = join(await temporaryFolder(), 'backup.jsonl');
    await writeFile(path, 'older');
    const env = { MONGODB_URI: uriOf(db) };
    const finished = await runCli(['export', '--force', path], env);
    expect(finished).toEqual({ code: 0, stdout: SUMMARY, stderr: '' });
    expect(await readFile(path, 'utf8')).toBe(expected);
  });

  it('writes to /dev/stdout as to stdout, also if a shell points it at a file', async () => {
    const env = { MONGODB_URI: uriOf(db) };
    const piped = await runCli(['export', '/dev/stdout'], env);
    const path = join(await temporaryFolder(), 'export.jsonl');
    const command = `"$0" "$1" export /dev/stdout > '${path}'`;
    const options = { env: { ...foreignEnvironment(), ...env } };
    await promisify(execFile)('sh', ['-c', command, process.execPath, CLI], options);
    expect(piped).toEqual({ code: 0, stdout: expected, stderr: SUMMARY });
    expect(await readFile(path, 'utf8')).toBe(expected);
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
        stderr: `${folder}/none/export.jsonl: expected a file that can be written, found one that cannot be written (ENOENT).\n`,
      },
    ]);
  });

  it('ends without a stack trace when nobody reads its stdout any more', async () => {
    const started = startCli(['export'], { MONGODB_URI: uriOf(db) });
    started.process.stdout?.destroy();
    const { code, stderr } = await started.ended;
    expect([code, stderr]).toEqual([
      1,
      'standard output: expected a file that can be written, found one that cannot be written (EPIPE).\n',
    ]);
  });
});
