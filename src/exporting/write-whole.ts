import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** What could not be written, in a sentence for the person who named it. */
export class NotWritten extends Error {
  constructor(name: string, found: string) {
    super(`${name}: expected a file that can be written, found ${found}.`);
    this.name = 'NotWritten';
  }
}

/**
 * Writes a text to a file that is there when it is whole, and not before.
 *
 * It grows beside its place under another name, on which only this user may look. Throws
 * `NotWritten`, or the signal's reason when it comes, and leaves nothing behind.
 */
export async function writeWhole(
  path: string,
  text: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) throw new NotWritten(path, 'a folder');
  const growing = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`);
  try {
    const file = createWriteStream(growing, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(text, file, { signal });
    await rename(growing, path);
  } catch (error) {
    await rm(growing, { force: true });
    throw signal.aborted ? signal.reason : refused(error, path);
  }
}

/** Writes a text to a stream that stays open, as fast as it is read. */
export async function writeOut(
  stream: NodeJS.WritableStream,
  text: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(text, stream, { end: false, signal });
  } catch (error) {
    throw signal.aborted ? signal.reason : refused(error, 'standard output');
  }
}

/** What the system refuses is told; all else is no matter of the file. */
function refused(error: unknown, name: string): unknown {
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isOfSystem ? new NotWritten(name, `that it cannot be (${error.code})`) : error;
}
