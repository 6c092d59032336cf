import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/**
 * Uses a new temporary directory for each test, so that a test can check which files are left.
 * Returns a function that gives its path.
 */
export function useOwnTmpdir(): () => string {
  let folder: string;
  let previous: string | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'broadsheet-test-'));
    previous = process.env.TMPDIR;
    process.env.TMPDIR = folder;
  });
  afterEach(async () => {
    if (previous === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = previous;
    await rm(folder, { recursive: true, force: true });
  });
  return () => folder;
}
