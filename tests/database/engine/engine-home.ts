import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, vi } from 'vitest';

import { ADDRESS_FILE } from '../../../src/database/engine/address.js';
import { killChildren } from './engine-child.js';

/** A place of its own for each test of a file: made before it, removed with its children after. */
export function engineHome(): { readonly path: string; readonly directory: string } {
  const home = { path: '', directory: '' };
  // A test starts up to three processes, each for itself a second on a machine that is busy.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  // A short name: the engines' sockets lie in it, so that killed ones leave nothing behind, and a
  // socket's path may be 103 bytes long.
  beforeEach(async () => {
    home.path = await realpath(await mkdtemp(join(tmpdir(), 'bs-')));
    home.directory = join(home.path, 'data');
    await mkdir(home.directory);
    vi.stubEnv('TMPDIR', home.path);
  });
  afterEach(async () => {
    await killChildren();
    vi.unstubAllEnvs();
    await rm(home.path, { recursive: true, force: true });
  });
  return home;
}

/** The address that an engine left in a directory, as it stands there. */
export async function readAddressFile(directory: string): Promise<unknown> {
  return JSON.parse(await readFile(join(directory, ADDRESS_FILE), 'utf8'));
}

/** The `uri` of what a child said of its engine. */
export function uriOf(opened: unknown): unknown {
  return Object(opened).uri;
}

/** The path of the socket on which a child's engine listens. */
export function socketOf(opened: unknown): string {
  return decodeURIComponent(new URL(String(uriOf(opened))).hostname);
}
