import { chown, mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

import { describe, expect, it, onTestFinished } from 'vitest';

import { startChild } from './engine-child.js';
import { engineHome, socketOf } from './engine-home.js';

const home = engineHome();

/** Long enough ago that no engine can still be starting. */
const LONG_AGO = new Date(Date.now() - 60_000);

describe('the socket directories of engines, when another engine starts', () => {
  it('are removed if their process was killed, for any data directory', async () => {
    const killed = await startChild();
    const socket = socketOf(await killed.ask('open', join(home.directory, 'one')));
    await killed.kill();
    await utimes(dirname(socket), LONG_AGO, LONG_AGO);
    await socketDirectory('empty', LONG_AGO);

    const started = socketOf(await (await startChild()).ask('open', join(home.directory, 'two')));

    expect(await socketDirectories()).toEqual([dirname(started)]);
  });

  it('stay if a process listens, also if it is stopped', async () => {
    const [one, two] = await Promise.all([startChild(), startChild()]);
    const running = socketOf(await one.ask('open', join(home.directory, 'one')));
    await utimes(dirname(running), LONG_AGO, LONG_AGO);
    process.kill(one.pid, 'SIGSTOP');

    await two.ask('open', join(home.directory, 'two'));
    process.kill(one.pid, 'SIGCONT');

    expect(await socketDirectories()).toContain(dirname(running));
    expect(await one.ask('command', { ping: 1 })).toEqual({ ok: 1 });
  });

  it('stay if they were created a moment ago, as by an engine that is about to listen', async () => {
    const fresh = await socketDirectory('fresh', new Date());

    await (await startChild()).ask('open', home.directory);

    expect(await socketDirectories()).toContain(fresh);
  });

  it('stay if they contain another file', async () => {
    const strange = await socketDirectory('strange', LONG_AGO);
    await writeFile(join(strange, 'thesis.txt'), 'words');
    await utimes(strange, LONG_AGO, LONG_AGO);

    await (await startChild()).ask('open', home.directory);

    expect(await readdir(strange)).toEqual(['thesis.txt']);
  });

  it.runIf(process.getuid?.() === 0)('stay if they belong to another user', async () => {
    const foreign = await socketDirectory('foreign', LONG_AGO);
    await chown(foreign, 65_534, 65_534);

    await (await startChild()).ask('open', home.directory);

    expect(await socketDirectories()).toContain(foreign);
  });

  it('do not prevent the start if a file or a socket has such a name', async () => {
    await writeFile(join(home.path, 'embedded-mongodb-file'), '');
    const server = createServer().listen(join(home.path, 'embedded-mongodb-socket'));
    onTestFinished(() => void server.close());

    const opened = await (await startChild()).ask('open', home.directory);

    expect(opened).toMatchObject({ isOwner: true });
  });
});

/** Creates an empty socket directory with the given modification time. */
async function socketDirectory(name: string, made: Date): Promise<string> {
  const path = join(home.path, `embedded-mongodb-${name}`);
  await mkdir(path);
  await utimes(path, made, made);
  return path;
}

async function socketDirectories(): Promise<string[]> {
  const names = await readdir(home.path);
  return names
    .filter((name) => name.startsWith('embedded-mongodb-'))
    .map((name) => join(home.path, name));
}
