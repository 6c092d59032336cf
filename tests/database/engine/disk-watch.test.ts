import { setTimeout as sleep } from 'node:timers/promises';

import { describe, expect, it, onTestFinished } from 'vitest';

import { spaceNeeds } from '../../../src/database/engine/disk-space.js';
import { watchDisk } from '../../../src/database/engine/disk-watch.js';

const NEEDS = spaceNeeds(64);

/** Milliseconds; longer than the interval between two checks. */
const A_FEW_LOOKS = 350;

/** A watch over a disk whose free space a test can change. */
function watchOver(disk: { free: number | null }) {
  const watch = watchDisk('/srv/data', NEEDS, async () => disk.free);
  onTestFinished(() => watch.stop());
  return watch;
}

describe('watchDisk', () => {
  it('aborts when less is free than the engine needs to run, and reports how much', async () => {
    const disk = { free: NEEDS.toRun };
    const { failed } = watchOver(disk);
    await sleep(A_FEW_LOOKS);
    expect(failed.aborted).toBe(false);
    disk.free = NEEDS.toRun - 1;
    await sleep(A_FEW_LOOKS);
    expect(failed.reason).toMatchObject({
      name: 'EngineUnavailable',
      message: expect.stringContaining('/srv/data is nearly full: 47 MB are free'),
    });
  });

  it('does not abort while the free space is unknown, nor after it was stopped', async () => {
    const [unknown, stopped] = [watchOver({ free: null }), watchOver({ free: 0 })];
    stopped.stop();
    await sleep(A_FEW_LOOKS);
    expect([unknown.failed.aborted, stopped.failed.aborted]).toEqual([false, false]);
  });

  it.each([
    [NEEDS.toClose, true],
    [NEEDS.toClose - 1, false],
    [null, true],
  ])('returns for %s free bytes whether the engine can be closed: %s', async (free, expected) => {
    expect(await watchOver({ free }).hasRoomToClose()).toBe(expected);
  });
});
