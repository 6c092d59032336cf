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

/** Options of an import in addition to the path. */
export interface OpenOptions {
  /** Keeps apart two Markdown folders with equal paths, or JSON Lines files with equal ids. */
  readonly namespace?: string;
  /** The time of the import; the current time by default. */
  readonly now?: Date;
  /** The stream that the path `-` stands for; `process.stdin` by default. */
  readonly stdin?: Readable;
  /** How to fetch web addresses; they are not fetched if this is absent. */
  readonly fetching?: FetchRules;
  /** Called with the size of every chunk that is fetched. */
  readonly onFetchedBytes?: (bytes: number) => void;
  /** Maximum unpacked size of a compressed file; by default only the ratio is limited. */
  readonly maxUnpackedBytes?: number;
  /** Stops opening; the signal's reason is then thrown. */
  readonly signal?: AbortSignal;
}

/** A file that is being opened, with what is known about its origin. */
interface Opening extends OpenOptions {
  /** The address that it was fetched from. */
  readonly address?: string;
  readonly isUnpacked?: boolean;
}

/** An open source of a known kind. */
export interface OpenSource {
  readonly kind: FileKind | 'markdown';
  /** Can be iterated once. */
  readonly records: AsyncIterable<SourceRecord>;
  /** The final value of `bytesRead`; absent where it cannot be known. */
  readonly totalBytes?: number;
  bytesRead(): number;
  /** Removes the temporary file, if there is one; iterating to the end does the same. */
  close(): Promise<void>;
}

/** Number of bytes at the beginning of a file that are used to detect its kind. */
const HEAD_BYTES = 64 * 1024;

const EXPECTED = `${FILE_SOURCES.map(({ name }) => name).join(', ')} or a folder of Markdown files`;

/**
 * Opens a file, a folder, `-` (standard input) or an http(s) address, and detects its kind from its
 * content.
 *
 * A compressed file (`.gz`) is unpacked first. Throws `SourceUnreadable` if the kind is not
 * supported or the source cannot be opened.
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

/** Opens a fetched file as `openSource` does; removes the file if it cannot be imported. */
export function openFetched(fetched: FetchedSource, options: OpenOptions): Promise<OpenSource> {
  const { path, finalUrl } = fetched;
  return openFile(path, finalUrl, { ...options, address: finalUrl }, fetched);
}

/** Whether the path of an import is a web address. */
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

/** Unpacks once only: a file can be built that unpacks to itself for ever. */
async function openPacked(
  path: string,
  name: string,
  options: Opening,
  kept: Spool | undefined,
): Promise<OpenSource> {
  if (options.isUnpacked) {
    throw new SourceUnreadable(
      name,
      `expected ${EXPECTED}, found a compressed file within a compressed file. Unpack it, and import its content.`,
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
      `expected Markdown or JSON Lines, the only formats that --namespace applies to, found ${source.name}, which identifies its own site. Leave --namespace out.`,
    );
  }
  const totalBytes = source.readings * (await stat(path)).size;
  return opened(source.kind, totalBytes, kept, (onBytes) =>
    source.records(withoutUndefined({ path, name, namespace, address, now, onBytes })),
  );
}

/** An open source that counts the bytes read, and removes its temporary file at the end. */
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
    `expected ${EXPECTED}, found a folder without any .md, .markdown or .mdx file. Give the path of the folder that contains the articles.`,
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

/** The namespace of a fetched file: files with one name at two addresses are two articles. */
function folderOf(address: string): string {
  const { host, pathname } = new URL('.', address);
  return `${host}${pathname}`;
}

function whyNot(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return `expected ${EXPECTED}, found nothing at this path. Check the path.`;
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return `expected ${EXPECTED}, found a file that this user may not read. Check its permissions.`;
  }
  return `expected ${EXPECTED}, but it cannot be opened (${code || 'unknown error'}). Check the path.`;
}
