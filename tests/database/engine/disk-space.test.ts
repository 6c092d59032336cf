import { statfs } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import {
  diskFull,
  freeBytes,
  refuseFullDisk,
  spaceNeeds,
} from '../../../src/database/engine/disk-space.js';
import { temporaryFolder } from '../../support/cli-process.js';

const MEGABYTE = 1_000_000;

describe('spaceNeeds', () => {
  it.each([
    [16, 12, 36, 60],
    [64, 24, 48, 72],
    [1024, 264, 288, 312],
  ])(
    'needs with a cache of %i MB: %i MB to close, %i to run, %i to start',
    (cache, close, run, start) => {
      expect(spaceNeeds(cache)).toEqual({
        toClose: close * MEGABYTE,
        toRun: run * MEGABYTE,
        toStart: start * MEGABYTE,
      });
    },
  );
});

describe('freeBytes', () => {
  it('returns what is free for this user', async () => {
    const folder = await temporaryFolder();
    const { bsize, bavail, bfree } = await statfs(folder);
    const free = await freeBytes(folder);
    expect(free).toBeGreaterThan(0.5 * bsize * bavail);
    expect(free).toBeLessThan(2 * bsize * bfree);
  });

  it('returns the space of the parent for a folder that does not exist yet', async () => {
    expect(await freeBytes(join(await temporaryFolder(), 'deep', 'data'))).toBeGreaterThan(0);
  });

  it.runIf(process.platform === 'linux')(
    'returns null if a file system reports no size',
    async () => {
      expect(await freeBytes('/proc')).toBeNull();
    },
  );
});

describe('refuseFullDisk', () => {
  const needs = spaceNeeds(64);

  it('accepts a disk with enough space, and one whose free space is unknown', async () => {
    await refuseFullDisk(await temporaryFolder(), { ...needs, toStart: 1 });
    await refuseFullDisk('/proc', { ...needs, toStart: Number.MAX_SAFE_INTEGER });
  });

  it('names the folder, the free space and the needed space', async () => {
    const folder = await temporaryFolder();
    const refused = refuseFullDisk(folder, { ...needs, toStart: 9e15 });
    await expect(refused).rejects.toMatchObject({
      name: 'EngineUnavailable',
      message: expect.stringMatching(
        new RegExp(
          `^The disk of the data directory ${folder} has \\d+ MB free, and the embedded MongoDB engine needs 9000000000 MB to start. Free some space, or set BROADSHEET_DATA`,
        ),
      ),
    });
  });
});

describe('diskFull', () => {
  it('names the folder, the free space, the needed space and what to do', () => {
    expect(diskFull('/srv/data', 12_900_000, spaceNeeds(64)).message).toBe(
      'Broadsheet has stopped because the disk of the data directory /srv/data is nearly full: 12 MB are free, and the embedded MongoDB engine needs 48 MB to continue. ' +
        'What was saved is kept. Free space until 72 MB are free, then run the same command again; an import continues where it was.',
    );
  });
});
