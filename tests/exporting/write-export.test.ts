import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { NotWritten } from '../../src/exporting/not-written.js';
import { targetAt } from '../../src/exporting/target.js';
import { writeExport } from '../../src/exporting/write-export.js';
import { temporaryFolder } from '../support/cli-process.js';

/** A signal that is never aborted. */
const never = new AbortController().signal;

const run = promisify(execFile);

async function* pieces(...texts: readonly string[]) {
  yield* texts;
}

/** Writes a text as `broadsheet export <path>` would. */
async function exported(path: string, { isForced = false } = {}): Promise<void> {
  await writeExport(await targetAt(path, { isForced }), pieces('first', 'second'), never);
}

describe('an export to a regular file', () => {
  it('leaves the existing file, and no other, when the text fails', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'export.jsonl');
    await writeFile(path, 'older');
    async function* broken() {
      yield 'half';
      throw new Error('the database went away');
    }
    const target = await targetAt(path, { isForced: true });
    await expect(writeExport(target, broken(), never)).rejects.toThrow('the database went away');
    expect([await readdir(folder), await readFile(path, 'utf8')]).toEqual([
      ['export.jsonl'],
      'older',
    ]);
  });

  it('leaves no file when it is aborted', async () => {
    const folder = await temporaryFolder();
    const stopping = new AbortController();
    async function* endless() {
      for (;;) {
        yield 'line\n';
        await sleep(1);
      }
    }
    const target = await targetAt(join(folder, 'export.jsonl'), { isForced: false });
    const writing = writeExport(target, endless(), stopping.signal);
    setTimeout(() => stopping.abort(new Error('stopped')), 30);
    await expect(writing).rejects.toThrow('stopped');
    expect(await readdir(folder)).toEqual([]);
  });

  it('creates the file only when it is complete', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'export.jsonl');
    let seen: readonly string[] = [];
    async function* text() {
      yield 'first';
      seen = await readdir(folder);
      yield 'second';
    }
    await writeExport(await targetAt(path, { isForced: false }), text(), never);
    expect(seen).not.toContain('export.jsonl');
    expect(await readFile(path, 'utf8')).toBe('firstsecond');
  });

  it('does not replace a file that another program created in the meantime', async () => {
    const folder = await temporaryFolder();
    const path = join(folder, 'export.jsonl');
    async function* text() {
      yield 'first';
      await writeFile(path, 'of another');
    }
    const writing = writeExport(await targetAt(path, { isForced: false }), text(), never);
    await expect(writing).rejects.toThrow(/exists already/);
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual([
      'of another',
      ['export.jsonl'],
    ]);
  });
});

describe('an export to a symbolic link', () => {
  it('replaces the target of the link, and keeps the link', async () => {
    const folder = await temporaryFolder();
    const [link, kept] = [join(folder, 'link'), join(folder, 'kept')];
    await mkdir(kept);
    await writeFile(join(kept, 'real.jsonl'), 'older');
    await symlink('kept/real.jsonl', link);
    await expect(exported(link)).rejects.toThrow(/exists already/);
    await exported(link, { isForced: true });
    expect(await readlink(link)).toBe('kept/real.jsonl');
    expect(await readFile(join(kept, 'real.jsonl'), 'utf8')).toBe('firstsecond');
    expect(await readdir(kept)).toEqual(['real.jsonl']);
  });

  it('creates the target of the link if it does not exist', async () => {
    const folder = await temporaryFolder();
    await symlink('other', join(folder, 'link'));
    await symlink('end.jsonl', join(folder, 'other'));
    await exported(join(folder, 'link'));
    expect(await readFile(join(folder, 'end.jsonl'), 'utf8')).toBe('firstsecond');
    expect((await readdir(folder)).sort()).toEqual(['end.jsonl', 'link', 'other']);
  });

  it('refuses a cycle of links', async () => {
    const folder = await temporaryFolder();
    await symlink('b', join(folder, 'a'));
    await symlink('a', join(folder, 'b'));
    await expect(exported(join(folder, 'a'))).rejects.toThrow(/cannot be written \(ELOOP\)/);
  });
});

describe('an export to a target that is not a regular file', () => {
  it('writes to a named pipe, which stays a pipe', async () => {
    const path = join(await temporaryFolder(), 'pipe');
    await run('mkfifo', [path]);
    const readContext = run('cat', [path]);
    await exported(path);
    expect((await readContext).stdout).toBe('firstsecond');
    expect((await stat(path)).isFIFO()).toBe(true);
  });

  it('writes all of a text that is larger than the buffer of a pipe', async () => {
    const path = join(await temporaryFolder(), 'pipe');
    await run('mkfifo', [path]);
    const readContext = run('sh', ['-c', `sleep 0.2; wc -c < '${path}'`]);
    const text = pieces(...Array.from({ length: 300 }, () => 'x'.repeat(10_000)));
    await writeExport(await targetAt(path, { isForced: false }), text, never);
    expect(Number((await readContext).stdout)).toBe(3_000_000);
  });

  it('can be aborted while the pipe has no reader', async () => {
    const path = join(await temporaryFolder(), 'pipe');
    await run('mkfifo', [path]);
    const stopping = new AbortController();
    setTimeout(() => stopping.abort(new Error('stopped')), 30);
    const target = await targetAt(path, { isForced: false });
    await expect(writeExport(target, pieces('text'), stopping.signal)).rejects.toThrow('stopped');
  });

  it('writes to a device, which stays a device', async () => {
    await exported('/dev/null');
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  });

  it.runIf(process.platform === 'linux')('reports a device that is full', async () => {
    await expect(exported('/dev/full')).rejects.toThrow(/cannot be written \(ENOSPC\)/);
  });

  it('refuses a folder, and a socket', async () => {
    const folder = await temporaryFolder();
    const server = createServer().listen(join(folder, 's'));
    onTestFinished(() => void server.close());
    await expect(exported(folder, { isForced: true })).rejects.toThrow(NotWritten);
    await expect(exported(join(folder, 's'), { isForced: true })).rejects.toThrow(/a socket/);
  });
});
