import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { ADDRESS_FILE } from '../../../src/database/engine/address.js';
import { startChild } from './engine-child.js';
import { engineHome, readAddressFile, uriOf } from './engine-home.js';

const home = engineHome();

describe('openEmbeddedEngine', () => {
  it('creates the directory and answers at its uri', async () => {
    const child = await startChild();

    const opened = await child.ask('open', join(home.directory, 'deep', 'data'));

    expect(opened).toMatchObject({
      isOwner: true,
      directory: join(home.directory, 'deep', 'data'),
    });
    expect(await child.ask('command', { ping: 1 })).toEqual({ ok: 1 });
  });

  it('writes its address into the directory, readable by this user only', async () => {
    const child = await startChild();

    const opened = await child.ask('open', home.directory);

    expect(await readAddressFile(home.directory)).toMatchObject({
      pid: child.pid,
      uri: uriOf(opened),
    });
    expect((await stat(join(home.directory, ADDRESS_FILE))).mode & 0o777).toBe(0o600);
  });

  it('sets the cache size', async () => {
    const child = await startChild();
    await child.ask('open', home.directory);

    const status = await child.ask('command', { serverStatus: 1 });

    expect(status).toHaveProperty(
      ['wiredTiger', 'cache', 'maximum bytes configured'],
      64 * 1024 * 1024,
    );
  });

  it('sets the query planner so that queries over several indexes return without a match', async () => {
    const child = await startChild();
    await child.ask('open', home.directory);
    await child.ask('fill', DOCUMENTS_FOR_TRAP);

    expect(await child.ask('count', { a: 1, b: 1 })).toBe(0);
  });

  it('needs this setting: without it such queries fail', async () => {
    const child = await startChild();
    await child.ask('openBare', home.directory);
    await child.ask('fill', DOCUMENTS_FOR_TRAP);

    await expect(child.ask('count', { a: 1, b: 1 })).rejects.toMatchObject({ code: 224 });
  });

  it('attaches a second call in the same process to the open engine', async () => {
    const child = await startChild();
    const opened = await child.ask('open', home.directory);

    const second = await child.ask('openAnother', home.directory);

    expect(second).toEqual({ isOwner: false, uri: uriOf(opened) });
  });

  it('refuses a second directory in the same process and gives the reason', async () => {
    const child = await startChild();
    await child.ask('open', join(home.directory, 'one'));

    const second = child.ask('openAnother', join(home.directory, 'two'));

    await expect(second).rejects.toThrow(/two cannot be opened: this process already has another/);
  });
});

describe('a second process', () => {
  it('attaches to the running engine and reads what the first process wrote', async () => {
    const [owner, guest] = await startTwo();
    const opened = await owner.ask('open', home.directory);
    await owner.ask('fill', 10);

    const attached = await guest.ask('open', home.directory);

    expect(attached).toEqual({ ...Object(opened), isOwner: false });
    expect(await guest.ask('count')).toBe(10);
  });

  it('attaches without loading the engine', async () => {
    const [owner, guest] = await startTwo();
    await owner.ask('open', home.directory);
    await guest.ask('open', home.directory);

    expect(await owner.ask('loadedEngineFiles')).not.toEqual([]);
    expect(await guest.ask('loadedEngineFiles')).toEqual([]);
  });

  it('leaves the engine running when it closes', async () => {
    const [owner, guest] = await startTwo();
    await owner.ask('open', home.directory);
    await guest.ask('open', home.directory);

    await guest.ask('close');

    expect(await owner.ask('command', { ping: 1 })).toEqual({ ok: 1 });
    expect(await readAddressFile(home.directory)).toMatchObject({ pid: owner.pid });
  });

  it('attaches when both processes start at the same time: exactly one is the owner', async () => {
    const [one, two] = await startTwo();

    const opened = await Promise.all([
      one.ask('open', home.directory),
      two.ask('open', home.directory),
    ]);

    expect(opened.filter((each) => Object(each).isOwner)).toHaveLength(1);
    expect(uriOf(opened[0])).toBe(uriOf(opened[1]));
  });

  it('waits for an owner that is busy for longer than a ping may take', async () => {
    const [owner, guest] = await startTwo();
    await owner.ask('open', home.directory);
    await owner.ask('blockFor', 4000);
    await sleep(100);

    expect(await guest.ask('open', home.directory)).toMatchObject({ isOwner: false });
  });

  it('is refused by the engine itself if it does not attach', async () => {
    const [owner, guest] = await startTwo();
    await owner.ask('open', home.directory);

    await expect(guest.ask('openBare', home.directory)).rejects.toThrow(/DBPathInUse/);
  });
});

describe('an owner that closes', () => {
  it('removes its address, and the directory can be opened again', async () => {
    const child = await startChild();
    await child.ask('open', home.directory);
    await child.ask('fill', 10);

    await child.ask('close');

    expect(await readdir(home.directory)).not.toContain(ADDRESS_FILE);
    expect(await child.ask('open', home.directory)).toMatchObject({ isOwner: true });
    expect(await child.ask('count')).toBe(10);
  });

  it('lets an attached process open the directory again and read what was written', async () => {
    const [owner, guest] = await startTwo();
    await owner.ask('open', home.directory);
    await guest.ask('open', home.directory);
    await owner.ask('fill', 10);
    await owner.ask('close');
    await expect(guest.ask('command', { ping: 1 })).rejects.toThrow();
    await guest.ask('close');

    expect(await guest.ask('open', home.directory)).toMatchObject({ isOwner: true });
    expect(await guest.ask('count')).toBe(10);
  });

  it('ends on SIGTERM like any other process', async () => {
    const child = await startChild();
    await child.ask('open', home.directory);

    expect(await child.kill('SIGTERM')).toBe('SIGTERM');
  });
});

/** Number of documents: the query without a match fails with 10,000 or more, but not with 5,000. */
const DOCUMENTS_FOR_TRAP = 20_000;

function startTwo() {
  return Promise.all([startChild(), startChild()]);
}
