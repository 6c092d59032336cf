import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrokenRecord } from '../broken-record.js';
import { cannotOpen } from './front-matter.js';

/** Maximum size in bytes; the largest known register has some thousands of authors. */
const MAX_BYTES = 2_000_000;

/**
 * The text of a file in the folder other than an article, by its relative path. Throws
 * `BrokenRecord` if it cannot be read.
 *
 * Symbolic links are not followed, neither the file itself nor a folder in its path: their targets
 * are not part of the folder.
 */
export async function ownText(root: string, path: string): Promise<string> {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    const above = await lstat(join(root, ...parts.slice(0, depth))).catch(cannotOpen);
    if (!above.isDirectory()) throw new BrokenRecord(NO_FILE);
  }
  const found = await lstat(join(root, path)).catch(cannotOpen);
  // Reading a folder fails with a clear error; reading a pipe would block for ever.
  if (!found.isFile() && !found.isDirectory()) throw new BrokenRecord(NO_FILE);
  if (found.size > MAX_BYTES) {
    throw new BrokenRecord(`expected at most ${MAX_BYTES} bytes, found ${found.size}`);
  }
  return readFile(join(root, path), 'utf8').catch(cannotOpen);
}

const NO_FILE =
  'expected a file in this folder, found a symbolic link or a special file, which is not read';
