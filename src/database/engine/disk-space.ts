import { statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

import { USE_A_SERVER } from './platform.js';
import { EngineUnavailable } from './unavailable.js';

/** Free bytes that the embedded engine needs on the disk of its data directory. */
export interface SpaceNeeds {
  /** To open the directory, after a crash as well, and to work for a while. */
  readonly toStart: number;
  /** To go on; below it, Broadsheet stops. */
  readonly toRun: number;
  /** To write what is in the cache when it is closed. */
  readonly toClose: number;
}

const MEGABYTE = 1_000_000;

/**
 * What the engine needs, by the size of its cache.
 *
 * Measured with 64 MB: a directory left by a crash opened with 8 MB free and not with 4, and the
 * engine closed with 5 MB free. Closing writes what changed in the cache, which is a fifth of it at
 * most, and then frees the journal. The journal grows by 8 MB at once.
 */
export function spaceNeeds(cacheMegabytes: number): SpaceNeeds {
  const toClose = (8 + cacheMegabytes / 4) * MEGABYTE;
  return { toStart: toClose + 48 * MEGABYTE, toRun: toClose + 24 * MEGABYTE, toClose };
}

/**
 * Free bytes for this user on the disk that holds a path, or will hold it; `null` if unknown.
 *
 * Only root may use what a file system keeps in reserve. Some virtual file systems report a size
 * of 0, which says nothing.
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

/** Refuses to open a data directory whose disk has too little space; throws `EngineUnavailable`. */
export async function refuseFullDisk(directory: string, { toStart }: SpaceNeeds): Promise<void> {
  const free = await freeBytes(directory);
  if (free === null || free >= toStart) return;
  throw new EngineUnavailable(
    `The disk of the data directory ${resolve(directory)} has ${megabytes(free)} free, and the ` +
      `embedded MongoDB engine needs ${megabytes(toStart)} to start. Make room, or set ` +
      `BROADSHEET_DATA to a directory on another disk. ${USE_A_SERVER}`,
  );
}

/** The end of a process whose disk is nearly full, in a message for people. */
export function diskFull(directory: string, free: number, needs: SpaceNeeds): EngineUnavailable {
  const [before, after] = aroundFreeSpace(directory, needs);
  return new EngineUnavailable(before + megabytes(free) + after);
}

/** That message, before and after the free space (`12 MB`), which somebody else looks up. */
export function aroundFreeSpace(
  directory: string,
  { toRun, toStart }: SpaceNeeds,
): readonly [before: string, after: string] {
  return [
    `Broadsheet has stopped because the disk of the data directory ${directory} is nearly full: `,
    ` are free, and the embedded MongoDB engine needs ${megabytes(toRun)} to go on. What was saved ` +
      `is kept. Make room until ${megabytes(toStart)} are free, then run the same command again; ` +
      'an import continues where it was.',
  ];
}

function megabytes(bytes: number): string {
  return `${Math.floor(bytes / MEGABYTE)} MB`;
}
