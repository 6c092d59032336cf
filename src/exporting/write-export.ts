import { randomUUID } from 'node:crypto';
import { constants, open as openDescriptor } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { Socket } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { refused } from './not-written.js';
import { alreadyThere, type ExportTarget } from './target.js';

/**
 * Writes an export to its target: to a pipe, a device or stdout as it is produced; to a regular
 * file atomically.
 *
 * Throws `NotWritten` for errors of the operating system, and the signal's reason on abort.
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
 * Writes a file that appears only when it is complete.
 *
 * The text is written to a temporary file in the same folder, readable by this user only, and then
 * renamed. The temporary file is removed on failure.
 */
async function writeWhole(
  { path, mayReplace }: Extract<ExportTarget, { kind: 'FILE' }>,
  text: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const growing = join(dirname(path), `.${basename(path)}.${randomUUID()}.partial`);
  // Opened before the text begins: a stream that opens it itself could do so after the removal.
  const file = await open(growing, 'wx', 0o600);
  try {
    await pipeline(text, file.createWriteStream({ flush: true }), { signal });
    // Another program may have created it in the meantime.
    if (!mayReplace && (await stat(path).catch(() => null)) !== null) throw alreadyThere(path);
    await rename(growing, path);
  } catch (error) {
    await rm(growing, { force: true });
    throw error;
  }
}

/** Pause between two attempts to open a pipe that has no reader yet. */
const PAUSE_MS = 50;

/**
 * Opens a named pipe for writing once it has a reader.
 *
 * A blocking open would hold a thread that no signal can interrupt, and the process could not end.
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
