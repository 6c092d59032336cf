import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { TextDecoder } from 'node:util';
import type { SourceRecord } from '../../publishing/entry.js';
import { articleOf, type MarkdownFolder } from './markdown/article.js';
import { textField } from './markdown/fields.js';
import { markdownFiles } from './markdown/files.js';
import { BrokenFile, cannotOpen, readFrontMatter } from './markdown/front-matter.js';
import { readPermalinks } from './markdown/permalinks.js';
import { readRegisters } from './markdown/registers.js';
import { optional } from './optional.js';

/** A folder of Markdown, or one file. */
export interface MarkdownInput {
  readonly path: string;
  /** Parts the identities of two folders that have the same paths in them. */
  readonly namespace?: string;
  /** What relative dates count from, and what lies ahead of it is scheduled. */
  readonly now: Date;
  readonly onBytes?: (bytes: number) => void;
}

/** Bytes of one file; a database document ends there as well. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;

/** Layouts of the usual generators that are no articles. */
const NO_ARTICLE = new Set(['page', 'home', 'archive', 'search', 'list']);

/**
 * The records of a Markdown folder: the site, authors and topics first, then one a file, sorted.
 *
 * A file that cannot be understood is a `FAILED` record, and the rest goes in.
 */
export async function* markdownSource(input: MarkdownInput): AsyncGenerator<SourceRecord> {
  const isFolder = (await stat(input.path)).isDirectory();
  const root = isFolder ? input.path : dirname(input.path);
  const identityPrefix = `markdown:${input.namespace === undefined ? '' : `${input.namespace}:`}`;
  const registers = await readRegisters(root, identityPrefix);
  if (registers.site !== undefined) yield { kind: 'SITE', ...registers.site };
  for (const author of registers.authors.values()) yield { kind: 'AUTHOR', ...author };
  for (const topic of registers.topics.values()) yield { kind: 'TOPIC', ...topic };
  for (const broken of registers.broken) yield { kind: 'FAILED', ...broken };
  const permalinks = await readPermalinks(root);
  const folder: MarkdownFolder = { root, identityPrefix, registers, permalinks, now: input.now };
  for await (const path of isFolder ? markdownFiles(root) : [basename(input.path)]) {
    yield* recordsOf(path, folder, input.onBytes);
  }
}

async function* recordsOf(
  path: string,
  folder: MarkdownFolder,
  onBytes: MarkdownInput['onBytes'],
): AsyncGenerator<SourceRecord> {
  let title: string | undefined;
  try {
    const file = readFrontMatter(await textOf(join(folder.root, path), onBytes));
    if (!file.hasFrontMatter && /^readme\.\w+$/i.test(path)) return;
    title = textField(file.data, 'title');
    const layout = textField(file.data, 'layout', 'type') ?? '';
    if (NO_ARTICLE.has(layout) && file.data.date === undefined) {
      yield { kind: 'SKIPPED', place: path, ...optional('title', title), reason: layout };
      return;
    }
    const { article, ancestors } = await articleOf(path, file, folder);
    for (const topic of ancestors) yield { kind: 'TOPIC', ...topic };
    yield { kind: 'ARTICLE', ...article };
  } catch (error) {
    const { line, message } = brokenBy(error);
    const place = line === undefined ? path : `${path}, line ${line}`;
    yield { kind: 'FAILED', place, ...optional('title', title), reason: message };
  }
}

/** One file that no recursion can follow is that file's failure, and not the folder's. */
function brokenBy(error: unknown): BrokenFile {
  if (error instanceof BrokenFile) return error;
  if (error instanceof RangeError) return new BrokenFile('it is nested too deeply');
  throw error;
}

async function textOf(path: string, onBytes: MarkdownInput['onBytes']): Promise<string> {
  const { size } = await stat(path).catch(cannotOpen);
  if (size > MAX_FILE_BYTES) {
    throw new BrokenFile(`expected at most ${MAX_FILE_BYTES} bytes, found ${size}`);
  }
  const bytes = await readFile(path).catch(cannotOpen);
  onBytes?.(bytes.length);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BrokenFile('expected UTF-8 text, found bytes that are none; save the file as UTF-8');
  }
}
