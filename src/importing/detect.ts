import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { SourceRecord } from '../publishing/entry.js';
import { withoutUndefined } from './absence.js';
import { type FetchedSource, type FetchRules, fetchSource } from './fetch-source.js';
import { FILE_SOURCES, type FileKind, type FileSource } from './file-sources.js';
import { firstBytes } from './first-bytes.js';
import { looksLike } from './looks.js';
import { SourceUnreadable } from './source-unreadable.js';
import { markdownFiles } from './sources/markdown/files.js';
import { markdownSource } from './sources/markdown.js';
import { type Spool, spool } from './spool.js';
import { unpackedFrom } from './unpack.js';

/** What an import is told beside the path. */
export interface OpenOptions {
  /** Parts two Markdown folders with the same paths, or JSON Lines files with the same ids. */
  readonly namespace?: string;
  /** The moment of the import; the clock's if absent. */
  readonly now?: Date;
  /** What `-` reads; the process's own standard input if absent. */
  readonly stdin?: Readable;
  /** How addresses are fetched; without it, none are. */
  readonly fetching?: FetchRules;
  /** Told of every piece that is fetched. */
  readonly onFetchedBytes?: (bytes: number) => void;
  /** Of a compressed file, unpacked; without it, what is likely for its size. */
  readonly maxUnpackedBytes?: number;
  /** Ends opening; its reason is thrown then. */
  readonly signal?: AbortSignal;
}

/** A file on its way to be opened. */
interface Opening extends OpenOptions {
  /** Where it was fetched from. */
  readonly address?: string;
  readonly isUnpacked?: boolean;
}

/** A source that is known for what it is. */
export interface OpenSource {
  readonly kind: FileKind | 'markdown';
  /** To be read once. */
  readonly records: AsyncIterable<SourceRecord>;
  /** What `bytesRead` will be at the end; absent where nobody can know it. */
  readonly totalBytes?: number;
  bytesRead(): number;
  /** Removes what was kept in a temporary file; reading to the end does so too. */
  close(): Promise<void>;
}

/** Of a file, to find out what it is. */
const HEAD_BYTES = 64 * 1024;

const EXPECTED = `${FILE_SOURCES.map(({ name }) => name).join(', ')} or a folder of Markdown files`;

/**
 * Opens a file, a folder, `-` (standard input) or an http(s) address, and finds out what it is by
 * looking at it.
 *
 * Throws `SourceUnreadable` for what cannot be taken. A compressed file (`.gz`) is unpacked first.
 */
export async function openSource(path: string, options: OpenOptions = {}): Promise<OpenSource> {
  if (path === '-') {
    const kept = await spool(
      options.stdin ?? process.stdin,
      withoutUndefined({ signal: options.signal }),
    );
    return openFile(kept.path, 'standard input', options, kept);
  }
  if (options.fetching !== undefined && isWebAddress(path)) {
    const { fetching, onFetchedBytes: onBytes, signal } = options;
    const how = withoutUndefined({ ...fetching, onBytes, signal });
    return openFetched(await fetchSource(path, how), options);
  }
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw new SourceUnreadable(path, whyNot(error));
  });
  if (found.isDirectory()) return openFolder(path, options);
  return openFile(path, path, options);
}

/** Opens what was fetched as `openSource` does, and removes it if it cannot be taken. */
export function openFetched(fetched: FetchedSource, options: OpenOptions): Promise<OpenSource> {
  const { path, finalUrl } = fetched;
  return openFile(path, finalUrl, { ...options, address: finalUrl }, fetched);
}

/** Whether what an import is told is something to be fetched. */
export function isWebAddress(path: string): boolean {
  return /^https?:\/\//i.test(path);
}

async function openFile(
  path: string,
  name: string,
  options: Opening,
  kept?: Spool,
): Promise<OpenSource> {
  try {
    const head = await firstBytes(path, HEAD_BYTES).catch((error: unknown) => {
      throw new SourceUnreadable(name, whyNot(error));
    });
    const looks = looksLike(head, path, options.address);
    if (looks === 'gzip') return await openPacked(path, name, options, kept);
    if (looks === 'markdown') return markdownOf(path, (await stat(path)).size, options, kept);
    if ('source' in looks) return await sourceOf(looks.source, path, name, options, kept);
    throw new SourceUnreadable(name, `expected ${EXPECTED}, found ${looks.found}. ${looks.advice}`);
  } catch (error) {
    await kept?.remove();
    throw error;
  }
}

/** A file that unpacks to itself would be unpacked for ever. */
async function openPacked(
  path: string,
  name: string,
  options: Opening,
  kept: Spool | undefined,
): Promise<OpenSource> {
  if (options.isUnpacked) {
    throw new SourceUnreadable(
      name,
      `expected ${EXPECTED}, found a compressed file within a compressed file. Unpack it, and import what is in it.`,
    );
  }
  const unpacked = await spool(
    await unpackedFrom(path, name, options.maxUnpackedBytes),
    withoutUndefined({
      name,
      fileName: basename(path).replace(/\.gz$/i, '') || 'source',
      signal: options.signal,
    }),
  );
  await kept?.remove();
  return openFile(unpacked.path, name, { ...options, isUnpacked: true }, unpacked);
}

async function sourceOf(
  source: FileSource<FileKind>,
  path: string,
  name: string,
  { now = new Date(), namespace, address }: Opening,
  kept: Spool | undefined,
): Promise<OpenSource> {
  if (namespace !== undefined && !source.hasNamespaces) {
    throw new SourceUnreadable(
      name,
      `expected Markdown or JSON Lines, which --namespace is for, found ${source.name}, which says itself whose its articles are. Leave --namespace out.`,
    );
  }
  const totalBytes = source.readings * (await stat(path)).size;
  return opened(source.kind, totalBytes, kept, (onBytes) =>
    source.records(withoutUndefined({ path, name, namespace, address, now, onBytes })),
  );
}

/** A source that counts what is read of it, and at its end removes what was kept. */
function opened(
  kind: OpenSource['kind'],
  totalBytes: number,
  kept: Spool | undefined,
  recordsOf: (onBytes: (bytes: number) => void) => AsyncIterable<SourceRecord>,
): OpenSource {
  let bytes = 0;
  const records = recordsOf((more) => {
    bytes += more;
  });
  return {
    kind,
    records: removing(records, kept),
    totalBytes,
    bytesRead: () => bytes,
    close: async () => kept?.remove(),
  };
}

async function* removing(
  records: AsyncIterable<SourceRecord>,
  kept: Spool | undefined,
): AsyncGenerator<SourceRecord> {
  try {
    yield* records;
  } finally {
    await kept?.remove();
  }
}

async function openFolder(path: string, options: OpenOptions): Promise<OpenSource> {
  let bytes = 0;
  let files = 0;
  try {
    for await (const file of markdownFiles(path)) {
      options.signal?.throwIfAborted();
      files += 1;
      bytes += (await stat(join(path, file))).size;
    }
  } catch (error) {
    options.signal?.throwIfAborted();
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
  { namespace, address, now = new Date() }: Opening,
  kept?: Spool,
): OpenSource {
  const own = namespace ?? (address && folderOf(address));
  return opened('markdown', totalBytes, kept, (onBytes) =>
    markdownSource(withoutUndefined({ path, now, onBytes, namespace: own })),
  );
}

/** Files of one name from two places on the web are two articles. */
function folderOf(address: string): string {
  const { host, pathname } = new URL('.', address);
  return `${host}${pathname}`;
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
