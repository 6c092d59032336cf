import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { USE_A_SERVER } from './platform.js';
import { EngineUnavailable } from './unavailable.js';

/** The free bytes that the embedded engine needs on the disk of its data directory. */
export interface SpaceNeeds {
  /** To open the directory, also after a crash, and to work for a while. */
  readonly toStart: number;
  /** To continue; with less, Broadsheet stops. */
  readonly toRun: number;
  /** To write the content of the cache when the engine is closed. */
  readonly toClose: number;
}

const MEGABYTE = 1_000_000;

/**
 * The free space that the engine needs, depending on the size of its cache.
 *
 * Measured with 64 MB: a directory left by a crash opened with 8 MB free but not with 4 MB, and the
 * engine closed with 5 MB free. Closing writes the changed part of the cache, at most a fifth of
 * it, and then frees the journal. The journal grows in steps of 8 MB.
 */
export function spaceNeeds(cacheMegabytes: number): SpaceNeeds {
  const toClose = (8 + cacheMegabytes / 4) * MEGABYTE;
  return { toStart: toClose + 48 * MEGABYTE, toRun: toClose + 24 * MEGABYTE, toClose };
}

/**
 * The bytes that this user can write to the disk of a path, which need not exist yet; `null` if
 * unknown.
 *
 * The reserve of a file system is only counted for root. Some virtual file systems report a size of
 * 0, which means unknown.
 */
export async function freeBytes(path: string): Promise<number | null> {
  try {
    const { bsize, blocks, bfree, bavail } = await statfs(path);
    if (blocks === 0) return null;
    return bsize * (process.getuid?.() === 0 ? bfree : bavail);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const parent = dirname(resolve(path));
    return isMissing && parent !== resolve(path) ? freeBytes(parent) : null;
  }
}

/** Throws `EngineUnavailable` if the disk of a data directory has too little space to open it. */
export async function refuseFullDisk(directory: string, { toStart }: SpaceNeeds): Promise<void> {
  const free = await freeBytes(directory);
  if (free === null || free >= toStart) return;
  throw new EngineUnavailable(
    `The disk of the data directory ${resolve(directory)} has ${megabytes(free)} free, and the ` +
      `embedded MongoDB engine needs ${megabytes(toStart)} to start. Free some space, or set ` +
      `BROADSHEET_DATA to a directory on another disk. ${USE_A_SERVER}`,
  );
}

/** The error with which a process ends whose disk is nearly full. */
export function diskFull(directory: string, free: number, needs: SpaceNeeds): EngineUnavailable {
  const [before, after] = aroundFreeSpace(directory, needs);
  return new EngineUnavailable(before + megabytes(free) + after);
}

/**
 * The message of `diskFull` before and after the free space (`12 MB`), for the shell script that
 * finds out the free space itself.
 */
export function aroundFreeSpace(
  directory: string,
  { toRun, toStart }: SpaceNeeds,
): readonly [before: string, after: string] {
  return [
    `Broadsheet has stopped because the disk of the data directory ${directory} is nearly full: `,
    ` are free, and the embedded MongoDB engine needs ${megabytes(toRun)} to continue. What was ` +
      `saved is kept. Free space until ${megabytes(toStart)} are free, then run the same command again; ` +
      'an import continues where it was.',
  ];
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / MEGABYTE)} MB`;
}
