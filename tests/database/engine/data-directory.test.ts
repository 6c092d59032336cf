import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startChild } from './engine-child.js';
import { engineHome } from './engine-home.js';

const home = engineHome();

describe('a data directory', () => {
  it('is refused if it is a file', async () => {
    const path = join(home.directory, 'data');
    await writeFile(path, '');

    await expectRefusal(path, `${path} cannot be used: it is a file`);
  });

  it('is refused if it cannot be created', async () => {
    await writeFile(join(home.directory, 'file'), '');
    const path = join(home.directory, 'file', 'data');

    await expectRefusal(path, `${path} cannot be used: it cannot be created`);
  });

  it('is refused if it contains other files, which are not changed', async () => {
    await writeFile(join(home.directory, 'thesis.txt'), 'words');

    await expectRefusal(home.directory, 'it holds other files (such as thesis.txt)');
    expect(await readdir(home.directory)).toEqual(['thesis.txt']);
  });

  it('is refused if a MongoDB server wrote it', async () => {
    await writeFile(join(home.directory, 'WiredTiger'), 'WiredTiger\n');

    await expectRefusal(home.directory, 'it holds the files of a MongoDB server');
  });

  it('may contain hidden files and lost+found before it is opened for the first time', async () => {
    await writeFile(join(home.directory, '.gitkeep'), '');
    await mkdir(join(home.directory, 'lost+found'));
    const child = await startChild();

    expect(await child.ask('open', home.directory)).toMatchObject({ isOwner: true });
  });

  it.runIf(process.getuid?.() === 0)('is refused if this user cannot write to it', async () => {
    await chmod(home.path, 0o755);
    await chmod(home.directory, 0o755);

    const message = await refusalAsNobody(home.directory);

    expect(message).toContain(`${home.directory} belongs to user root (id 0)`);
    expect(message).toContain('Set MONGODB_URI');
  });

  it('is refused if the path of the temporary directory is too long for a socket', async () => {
    const deep = join(home.path, 'd'.repeat(80));
    await mkdir(deep);
    const child = await startChild({ TMPDIR: deep });

    const opening = child.ask('open', join(home.directory, 'data'));

    await expect(opening).rejects.toThrow(/has too long a path.*Set TMPDIR/);
  });
});

async function expectRefusal(path: string, message: string): Promise<void> {
  const child = await startChild();
  await expect(child.ask('open', path)).rejects.toMatchObject({
    name: 'EngineUnavailable',
    message: expect.stringContaining(message),
  });
}

/**
 * Root can write anywhere, so this runs in a process of another user, which loads only this one
 * module.
 */
async function refusalAsNobody(path: string): Promise<string> {
  const script = `
    process.setgid(65534);
    process.setuid(65534);
    const { prepareDataDirectory } = await import(process.argv[1]);
    await prepareDataDirectory(process.argv[2]).catch((error) => console.log(error.message));
  `;
  const url = new URL('../../../dist/database/engine/data-directory.js', import.meta.url).href;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, url, path]);
  let output = '';
  child.stdout.on('data', (piece) => {
    output += piece;
  });
  await once(child, 'close');
  return output;
}
