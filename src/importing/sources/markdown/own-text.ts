import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokenRecord } from '../broken-record.js';
import { cannotOpen } from './front-matter.js';

/** Bytes of a register or a configuration; the largest known has some thousands of authors. */
const MAX_BYTES = 2_000_000;

/**
 * The text of a file beside the articles, by its path in the folder; throws `BrokenRecord`.
 *
 * Links are not followed, neither that of the file nor one on the way to it: what they lead to
 * belongs to somebody else.
 */
export async function ownText(root: string, path: string): Promise<string> {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const above = await lstat(join(root, ...parts.slice(0, depth))).catch(cannotOpen);
    if (!above.isDirectory()) throw new BrokenRecord(NO_FILE);
  }
  const found = await lstat(join(root, path)).catch(cannotOpen);
  // Opening a folder fails by itself and says so; opening a pipe would wait for ever.
  if (!found.isFile() && !found.isDirectory()) throw new BrokenRecord(NO_FILE);
  if (found.size > MAX_BYTES) {
    throw new BrokenRecord(`expected at most ${MAX_BYTES} bytes, found ${found.size}`);
  }
  return readFile(join(root, path), 'utf8').catch(cannotOpen);
}

const NO_FILE = 'expected a file of this folder itself; links are not followed';
