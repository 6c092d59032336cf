import { mkdir, mkdtemp, readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, vi } from 'vitest';

import { ADDRESS_FILE } from '../../../src/database/engine/address.js';
import { killChildren } from './engine-child.js';

/**
 * A new directory for each test of a file, created before the test and removed with its child
 * processes after it.
 */
export function engineHome(): { readonly path: string; readonly directory: string } {
  const home = { path: '', directory: '' };
  // A test starts up to three processes, each of which takes a second on a busy machine.
  vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
  // A short name, because a socket's path may have at most 103 bytes. The engines' sockets are
  // inside it, so that killed engines leave nothing after the test.
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

/** The content of the address file in a directory. */
export async function readAddressFile(directory: string): Promise<unknown> {
  return JSON.parse(await readFile(join(directory, ADDRESS_FILE), 'utf8'));
}

/** The `uri` in a child's description of its engine. */
export function uriOf(opened: unknown): unknown {
  return Object(opened).uri;
}

/** The path of the socket on which a child's engine listens. */
export function socketOf(opened: unknown): string {
  return decodeURIComponent(new URL(String(uriOf(opened))).hostname);
}
