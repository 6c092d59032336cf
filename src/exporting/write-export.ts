import { randomUUID } from 'node:crypto';
import { constants, createWriteStream, open as openDescriptor } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { refused } from './not-written.js';
import { alreadyThere, type ExportTarget } from './target.js';

/**
 * Writes an export to its target: to a pipe, a device or stdout as fast as it is read, to a regular
 * file all at once.
 *
 * Throws `NotWritten` for what the system refuses, or the signal's reason when it comes.
 */
export async function writeExport(
  target: ExportTarget,
  text: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const name = target.kind === 'STDOUT' ? 'standard output' : target.path;
  try {
    await writeTo(target, text, signal);
  } catch (error) {
    throw signal.aborted ? signal.reason : refused(error, name);
  }
}

async function writeTo(
  target: ExportTarget,
  text: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  switch (target.kind) {
    case 'STDOUT':
      return pipeline(text, process.stdout, { end: false, signal });
    case 'FILE':
      return writeWhole(target, text, signal);
    case 'FIFO': {
      const fd = await openWhenRead(target.path, signal);
      return pipeline(text, new Socket({ fd, readable: false, writable: true }), { signal });
    }
    case 'DEVICE': {
      const device = await open(target.path, constants.O_WRONLY);
      return pipeline(text, device.createWriteStream(), { signal });
    }
    default:
      return target satisfies never;
  }
}

/**
 * Writes a file that is there when it is whole, and not before.
 *
 * It grows beside its place under another name, readable for this user alone. Nothing is left
 * behind when it fails.
 */
async function writeWhole(
  { path, mayReplace }: Extract<ExportTarget, { kind: 'FILE' }>,
  text: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const growing = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`);
  try {
    const file = createWriteStream(growing, { flags: 'wx', mode: 0o600, flush: true });
    await pipeline(text, file, { signal });
    // Another program may have made it meanwhile.
    if (!mayReplace && (await stat(path).catch(() => null)) !== null) throw alreadyThere(path);
    await rename(growing, path);
  } catch (error) {
    await rm(growing, { force: true });
    throw error;
  }
}

/** Milliseconds between two looks at a pipe that nobody reads yet. */
const PAUSE_MS = 50;

/**
 * Opens a named pipe for writing once somebody reads it.
 *
 * Opening it in the ordinary way would block a thread that no signal ends, and with it the end of
 * the process.
 */
async function openWhenRead(path: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    try {
      return await promisify(openDescriptor)(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENXIO')) throw error;
      await sleep(PAUSE_MS, undefined, { signal });
    }
  }
}
