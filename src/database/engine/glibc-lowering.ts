import { createHash } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { reasonOf } from '../../errors.js';

import { lowerElf } from './elf-lowering.js';
import { type GlibcVersion, isNewerGlibc } from './glibc-version.js';
import { privateCacheDirectory } from './private-directory.js';
import { EngineUnavailable } from './unavailable.js';

/** Which library to adapt, to which system, and where to store the copies. */
export interface LoweringRequest {
  /** The package's `.node` file; its libraries (`.so`) are in the same directory. */
  readonly addon: string;
  readonly packageVersion: string;
  readonly system: GlibcVersion;
  /** The environment variable `XDG_CACHE_HOME`, if it is set. */
  readonly xdgCacheHome: string | undefined;
}

/**
 * The `.node` file to load on this system: `addon` itself where glibc is new enough, otherwise a
 * copy of it that only needs what the older glibc provides.
 *
 * The engine is built for glibc 2.38. The official Node images have 2.36, which lacks nothing that
 * the engine really needs. A copy is made once for each version, content and system. It gets its
 * final name only when it is complete, and processes that make it at the same time end up with the
 * same copy. Throws `EngineUnavailable` with the symbol that prevents it, or the directory that
 * failed.
 */
export async function lowerForGlibc(request: LoweringRequest): Promise<string> {
  if (!isNewerGlibc(BUILT_FOR, request.system)) return request.addon;
  try {
    const originals = await measureOriginals(dirname(request.addon));
    const cache = await privateCacheDirectory(request.xdgCacheHome);
    const home = join(cache, copyName(request, originals));
    if (!(await isWhole(home, originals))) await makeCopy(home, originals, request.system);
    return join(home, basename(request.addon));
  } catch (error) {
    throw new EngineUnavailable(describeFailure(request, error));
  }
}

const BUILT_FOR: GlibcVersion = { major: 2, minor: 38 };

/** Raise it when the method of adapting changes, so that older copies are not used any more. */
const METHOD = 1;

interface Original {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of the content, in hexadecimal. */
  readonly hash: string;
}

async function measureOriginals(directory: string): Promise<Original[]> {
  const names = (await readdir(directory)).filter((name) => /\.(node|so)$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(directory, name);
      return { name, path, ...(await measure(path)) };
    }),
  );
}

/**
 * Reads the file in parts: holding all 36 MB in memory takes five times as long (180 ms at every
 * start).
 */
async function measure(path: string): Promise<{ bytes: number; hash: string }> {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(1 << 20);
  let bytes = 0;
  const file = await open(path);
  try {
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, piece.length);
      if (bytesRead === 0) return { bytes, hash: hash.digest('hex') };
      hash.update(piece.subarray(0, bytesRead));
      bytes += bytesRead;
    }
  } finally {
    await file.close();
  }
}

function copyName({ packageVersion, system }: LoweringRequest, originals: Original[]): string {
  const hash = createHash('sha256');
  for (const original of originals) hash.update(`${original.name} ${original.hash}\n`);
  const content = hash.digest('hex').slice(0, 16);
  const glibc = `${system.major}.${system.minor}`;
  return `embedded-mongodb-${packageVersion}-${content}-glibc${glibc}-${METHOD}`;
}

/**
 * Adapting a file keeps its length, so an incomplete file (after a full disk) is found by its size.
 */
async function isWhole(home: string, originals: readonly Original[]): Promise<boolean> {
  const sizes = await Promise.all(
    originals.map(({ name }) =>
      stat(join(home, name)).then(
        (found) => found.size,
        () => null,
      ),
    ),
  );
  return originals.every(({ bytes }, index) => sizes[index] === bytes);
}

async function makeCopy(home: string, originals: Original[], system: GlibcVersion): Promise<void> {
  const workshop = await mkdtemp(`${home}.making-`);
  try {
    for (const { name, path } of originals) {
      const content = await readFile(path);
      lowerElf(content, system);
      await writeDurably(join(workshop, name), content);
    }
    await putInPlace(workshop, home, originals);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

async function writeDurably(path: string, content: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o700);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Renaming onto a directory that is not empty fails. Then another process has finished first, or
 * has died and left an incomplete copy.
 */
async function putInPlace(workshop: string, home: string, originals: Original[]): Promise<void> {
  try {
    await rename(workshop, home);
  } catch (error) {
    if (await isWhole(home, originals)) return;
    const damaged = `${workshop}-damaged`;
    await rename(home, damaged).catch(() => undefined);
    await rm(damaged, { recursive: true, force: true });
    await rename(workshop, home).catch(async () => {
      if (!(await isWhole(home, originals))) throw error;
    });
  }
}

function describeFailure({ addon, system }: LoweringRequest, error: unknown): string {
  return (
    `The embedded MongoDB engine is built for glibc 2.38, this system has ` +
    `${system.major}.${system.minor}, and a copy of ${addon} for it could not be made: ` +
    `${reasonOf(error)}. Make a cache directory writable (XDG_CACHE_HOME, ~/.cache or the temporary directory), ` +
    'or set MONGODB_URI to a MongoDB server; `docker compose up -d` starts one at ' +
    'mongodb://localhost:27017.'
  );
}
