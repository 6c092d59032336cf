import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reasonOf } from '../errors.js';
import { withoutUndefined } from './absence.js';
import { SourceUnreadable } from './source-unreadable.js';

/** A stream kept in a file of the temporary folder, which only this user can read. */
export interface Spool {
  readonly path: string;
  /** May be called again. */
  remove(): Promise<void>;
}

/** How a stream is kept. */
export interface SpoolOptions {
  /** What messages call it; standard input if absent. */
  readonly name?: string;
  /** What the file is called, for those who tell by its ending what it is. */
  readonly fileName?: string;
  /** Ends it; nothing is kept then. */
  readonly signal?: AbortSignal;
}

/**
 * Keeps a stream in a file, because a source is read more than once.
 *
 * Of a stream that breaks, what came is kept: what is whole in it can go in, and the source tells
 * where it ends. Throws `SourceUnreadable` if nothing came, or if the stream itself refuses so.
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
