import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reasonOf } from '../errors.js';
import { withoutUndefined } from './absence.js';
import { SourceUnreadable } from './source-unreadable.js';

/** A stream stored in a file of the temporary folder that only this user can read. */
export interface Spool {
  readonly path: string;
  /** Removes the file; may be called more than once. */
  remove(): Promise<void>;
}

/** Options of `spool`. */
export interface SpoolOptions {
  /** The name in messages; `standard input` by default. */
  readonly name?: string;
  /** The name of the temporary file; its extension can decide which kind of source it is. */
  readonly fileName?: string;
  /** Stops spooling; no file is kept then. */
  readonly signal?: AbortSignal;
}

/**
 * Stores a stream in a temporary file, because a source is read more than once.
 *
 * If the stream breaks, what arrived is kept: the complete records in it can be imported, and the
 * source reports where it ends. Throws `SourceUnreadable` if nothing arrived, or if the stream
 * itself fails with that error.
 */
export async function spool(stream: Readable, options: SpoolOptions = {}): Promise<Spool> {
  const { name = 'standard input', fileName = 'source', signal } = options;
  signal?.throwIfAborted();
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-import-'));
  const path = join(folder, fileName);
  const remove = () => rm(folder, { recursive: true, force: true });
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    await pipeline(stream, file, withoutUndefined({ signal }));
  } catch (error) {
    const isKept = file.bytesWritten > 0 && !signal?.aborted && !isRefusal(error);
    if (!isKept) {
      await remove();
      signal?.throwIfAborted();
      throw isRefusal(error)
        ? error
        : new SourceUnreadable(name, `it could not be read (${reasonOf(error)}).`);
    }
  }
  return { path, remove };
}

function isRefusal(error: unknown): error is SourceUnreadable {
  return error instanceof SourceUnreadable;
}
