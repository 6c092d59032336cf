import { cp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { startChild } from './engine-child.js';
import { engineHome, readAddressFile, socketOf, uriOf } from './engine-home.js';

const home = engineHome();

describe('the address file in a copy of a data directory', () => {
  it('does not lead to the engine of the original: the copy is opened separately', async () => {
    const [owner, other] = await Promise.all([startChild(), startChild()]);
    const opened = await owner.ask('open', home.directory);
    await owner.ask('fill', 10);
    const copy = join(home.path, 'copy');
    await cp(home.directory, copy, { recursive: true, preserveTimestamps: true });

    const openedCopy = await other.ask('open', copy);
    await other.ask('fill', 5);

    expect(openedCopy).toMatchObject({ isOwner: true, directory: copy });
    expect(uriOf(openedCopy)).not.toBe(uriOf(opened));
    expect(await owner.ask('count')).toBe(10);
  });

  it('is replaced, and the socket of the original stays', async () => {
    const [owner, other] = await Promise.all([startChild(), startChild()]);
    const socket = socketOf(await owner.ask('open', home.directory));
    const copy = join(home.path, 'copy');
    await cp(home.directory, copy, { recursive: true, preserveTimestamps: true });

    await other.ask('open', copy);

    expect(await readAddressFile(copy)).toMatchObject({ pid: other.pid });
    expect(await readAddressFile(home.directory)).toMatchObject({ pid: owner.pid });
    expect((await stat(socket)).isSocket()).toBe(true);
    expect(await owner.ask('command', { ping: 1 })).toEqual({ ok: 1 });
  });

  it('does not lead to the engine of the original after the copy has replaced it', async () => {
    const [owner, other] = await Promise.all([startChild(), startChild()]);
    await owner.ask('open', home.directory);
    const copy = join(home.path, 'copy');
    await cp(home.directory, copy, { recursive: true });
    await rm(home.directory, { recursive: true });
    // The inode of the deleted directory is free again, and some file systems reuse it at once.
    await cp(copy, home.directory, { recursive: true });

    expect(await other.ask('open', home.directory)).toMatchObject({ isOwner: true });
  });
});
