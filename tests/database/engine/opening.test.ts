import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it } from 'vitest';

import { ADDRESS_FILE } from '../../../src/database/engine/address.js';
import { startChild } from './engine-child.js';
import { engineHome, readAddressFile, socketOf } from './engine-home.js';

const home = engineHome();

/** One kill in a normal run; `npm run soak` does ten. */
const KILLS = Array.from({ length: process.env.SOAK ? 10 : 1 }, (_, index) => index + 1);

describe('an owner that is killed', () => {
  it.each(KILLS)('loses no write acknowledged with DURABLE_ON_ENGINE (kill %i)', async () => {
    const owner = await startChild();
    await owner.ask('open', home.directory);
    owner.ask('insertForever').catch(() => undefined);
    while (owner.inserted() < 100) await sleep(5);
    await owner.kill();

    const next = await startChild();

    expect(await next.ask('open', home.directory)).toMatchObject({ isOwner: true });
    expect(await next.ask('count')).toBeGreaterThanOrEqual(owner.inserted());
  });

  it('leaves an address that the next owner replaces, and a socket that it removes', async () => {
    const [owner, next] = await startTwo();
    const socket = socketOf(await owner.ask('open', home.directory));
    await owner.kill();
    expect(await stat(socket)).toBeDefined();

    await next.ask('open', home.directory);

    expect(await readAddressFile(home.directory)).toMatchObject({ pid: next.pid });
    await expect(stat(socket)).rejects.toThrow(/ENOENT/);
  });

  it('is not confused with a later process that has the same id', async () => {
    const [owner, stranger, next] = await Promise.all([startChild(), startChild(), startChild()]);
    await owner.ask('open', home.directory);
    await owner.kill();
    const { directory } = Object(await readAddressFile(home.directory));
    await stranger.ask('open', join(home.path, 'other'));
    const address = Object(await readAddressFile(join(home.path, 'other')));
    const stale = { ...address, directory, processStart: `${address.processStart}0` };
    await writeFile(join(home.directory, ADDRESS_FILE), JSON.stringify(stale));

    expect(await next.ask('open', home.directory)).toMatchObject({ isOwner: true });
  });

  it('has its address file replaced even if that is incomplete', async () => {
    await writeFile(join(home.directory, ADDRESS_FILE), '{"uri":"mongodb://');
    const child = await startChild();

    expect(await child.ask('open', home.directory)).toMatchObject({ isOwner: true });
  });

  it('is reported as damaged if the engine cannot repair its files', async () => {
    const [owner, next] = await startTwo();
    await owner.ask('open', home.directory);
    await owner.kill();
    await writeFile(join(home.directory, 'WiredTiger.wt'), Buffer.alloc(100_000, 'damage'));

    const opening = next.ask('open', home.directory);

    await expect(opening).rejects.toMatchObject({
      name: 'EngineUnavailable',
      message: expect.stringMatching(/its files are damaged. Restore it from a copy/),
    });
  });
});

function startTwo() {
  return Promise.all([startChild(), startChild()]);
}
