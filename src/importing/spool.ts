import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SourceUnreadable } from './source-unreadable.js';

/** A stream kept in a file of the temporary folder, which only this user can read. */
export interface Spool {
  readonly path: string;
  /** May be called again. */
  remove(): Promise<void>;
}

/**
 * Keeps a stream in a file, because a source is read more than once.
 *
 * Of a stream that breaks, what came is kept: what is whole in it can go in, and the source tells
 * where it ends. Throws `SourceUnreadable` if nothing came.
 */
export async function spool(stream: Readable, name = 'standard input'): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), 'broadsheet-import-'));
  const path = join(folder, 'source');
  const remove = () => rm(folder, { recursive: true, force: true });
  const file = createWriteStream(path, { mode: 0o600 });
  try {
    await pipeline(stream, file);
  } catch (error) {
    if (file.bytesWritten === 0) {
      await remove();
      const reason = error instanceof Error ? error.message : String(error);
      throw new SourceUnreadable(name, `it could not be read (${reason}).`);
    }
  }
  return { path, remove };
}
