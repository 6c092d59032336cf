import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { SourceRecord } from '../publishing/entry.js';
import { FILE_SOURCES, type FileKind, type FileSource } from './file-sources.js';
import { looksLike } from './looks.js';
import { SourceUnreadable } from './source-unreadable.js';
import { markdownFiles } from './sources/markdown/files.js';
import { markdownSource } from './sources/markdown.js';
import { type Spool, spool } from './spool.js';

/** What an import is told beside the path. */
export interface OpenOptions {
  /** Parts the identities of two Markdown folders with the same paths in them. */
  readonly namespace?: string;
  /** The moment of the import; the clock's if absent. */
  readonly now?: Date;
  /** What `-` reads; the process's own standard input if absent. */
  readonly stdin?: Readable;
}

/** A source that is known for what it is. */
export interface OpenSource {
  readonly kind: FileKind | 'markdown';
  /** To be read once. */
  readonly records: AsyncIterable<SourceRecord>;
  /** What `bytesRead` will be at the end; absent where nobody can know it. */
  readonly totalBytes?: number;
  bytesRead(): number;
  /** Removes what was kept of standard input; reading to the end does so too. */
  close(): Promise<void>;
}

const EXPECTED = `${FILE_SOURCES.map(({ name }) => name).join(', ')} or a folder of Markdown files`;

/**
 * Opens a file, a folder or `-` (standard input), and finds out what it is by looking at it.
 *
 * Throws `SourceUnreadable` for what cannot be taken. A compressed file (`.gz`) is unpacked first.
 */
export async function openSource(path: string, options: OpenOptions = {}): Promise<OpenSource> {
  if (path === '-') {
    const kept = await spool(options.stdin ?? process.stdin);
    return openFile(kept.path, 'standard input', options, kept);
  }
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new SourceUnreadable(path, whyNot(error));
  });
  if (found.isDirectory()) return openFolder(path, options);
  return openFile(path, path, options);
}

async function openFile(
  path: string,
  name: string,
  options: OpenOptions,
  kept?: Spool,
): Promise<OpenSource> {
  try {
    const looks = looksLike(await headOf(path, name), path);
    if (looks === 'gzip') {
      const unpacked = await spool(unpackedFrom(path), name);
      await kept?.remove();
      return await openFile(unpacked.path, name, options, unpacked);
    }
    if (looks === 'markdown') return markdownOf(path, (await stat(path)).size, options);
    if ('source' in looks) return await sourceOf(looks.source, path, name, options, kept);
    throw new SourceUnreadable(name, `expected ${EXPECTED}, found ${looks.found}. ${looks.advice}`);
  } catch (error) {
    await kept?.remove();
    throw error;
  }
}

function unpackedFrom(path: string): Readable {
  const unpacking = createGunzip();
  createReadStream(path)
    .on('error', (error) => unpacking.destroy(error))
    .pipe(unpacking);
  return unpacking;
}

async function sourceOf(
  source: FileSource<FileKind>,
  path: string,
  name: string,
  { now = new Date() }: OpenOptions,
  kept: Spool | undefined,
): Promise<OpenSource> {
  let bytes = 0;
  const close = async () => kept?.remove();
  const onBytes = (more: number) => {
    bytes += more;
  };
  async function* records(): AsyncGenerator<SourceRecord> {
    try {
      yield* source.records({ path, name, now, onBytes });
    } finally {
      await close();
    }
  }
  const totalBytes = source.readings * (await stat(path)).size;
  const { kind } = source;
  return { kind, records: records(), totalBytes, bytesRead: () => bytes, close };
}

async function openFolder(path: string, options: OpenOptions): Promise<OpenSource> {
  let bytes = 0;
  let files = 0;
  try {
    for await (const file of markdownFiles(path)) {
      files += 1;
      bytes += (await stat(join(path, file))).size;
    }
  } catch (error) {
    throw new SourceUnreadable(path, whyNot(error));
  }
  if (files > 0) return markdownOf(path, bytes, options);
  throw new SourceUnreadable(
    path,
    `expected ${EXPECTED}, found a folder without any .md, .markdown or .mdx file in it. Point at the folder that holds the articles.`,
  );
}

function markdownOf(
  path: string,
  totalBytes: number,
  { namespace, now = new Date() }: OpenOptions,
): OpenSource {
  let bytes = 0;
  const onBytes = (more: number) => {
    bytes += more;
  };
  const told = namespace === undefined ? {} : { namespace };
  return {
    kind: 'markdown',
    records: markdownSource({ path, now, onBytes, ...told }),
    totalBytes,
    bytesRead: () => bytes,
    close: async () => {},
  };
}

async function headOf(path: string, name: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new SourceUnreadable(name, whyNot(error));
  }
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return `expected ${EXPECTED}, found nothing there. Check the path.`;
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return `expected ${EXPECTED}, found one that this user may not read. Check its permissions.`;
  }
  return `expected ${EXPECTED}, but it cannot be opened (${code || 'unknown error'}).`;
}
