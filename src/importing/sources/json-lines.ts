import { createReadStream } from 'node:fs';
import { extname } from 'node:path';
import { LINES, MAX_LINE_BYTES } from '../../json-lines/shape.js';
import type { SourceRecord } from '../../publishing/entry.js';
import type { FileHead } from '../file-head.js';
import type { FileInput } from '../file-input.js';
import { SourceUnreadable } from '../source-unreadable.js';
import { BrokenRecord } from './broken-record.js';
import { articleOf, type JsonLinesFile } from './json-lines/article.js';
import { Authors } from './json-lines/authors.js';
import { Identities } from './json-lines/identity.js';
import { type LongLine, linesOf, type WholeLine } from './json-lines/lines.js';
import { OldSite } from './json-lines/old-site.js';
import { readLine } from './json-lines/read-line.js';
import { siteOf } from './json-lines/site.js';
import { Topics } from './json-lines/topics.js';
import { titleIn } from './title-in-json.js';

/** All properties of lines; used to recognise a first line that is longer than the file's head. */
const KNOWN = new Set(Object.values(LINES).flatMap(({ shape }) => Object.keys(shape)));

/**
 * Whether a file is JSON Lines for Broadsheet: by its name, or because one of its first lines is an
 * object with a known property.
 */
export function looksLikeJsonLines({ text, path }: FileHead): boolean {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  const first = lines.find((line) => line.trim() !== '')?.trim() ?? '';
  // An object over several lines, or a list, is not JSON Lines; there is separate advice for those.
  if (!first.startsWith('{') || first === '{') return false;
  if (/\.(?:jsonl|ndjson)$/i.test(extname(path))) return true;
  if (lines.some(isOurs)) return true;
  const [, key = ''] = /^\{\s*"(\w+)"\s*:/.exec(first) ?? [];
  return lines.at(-1)?.trim() === first && KNOWN.has(key);
}

function isOurs(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return (
      typeof value === 'object' &&
      value !== null &&
      Object.keys(value).some((key) => KNOWN.has(key))
    );
  } catch {
    return false;
  }
}

/**
 * The records of a JSON Lines file in the shape of `docs/import.schema.json`, in file order.
 *
 * Reads the file once and holds one line in memory. A line that cannot be imported yields a
 * `FAILED` record with the reason, and the import continues. A line above `maxLineBytes` is skipped
 * without being held. Throws `SourceUnreadable` for UTF-16.
 */
export async function* jsonLinesSource(
  input: FileInput,
  maxLineBytes: number = MAX_LINE_BYTES,
): AsyncGenerator<SourceRecord> {
  const identities = new Identities(input.namespace);
  const site = new OldSite();
  const authors = new Authors(identities, site);
  const file = { identities, site, authors, topics: new Topics(site), now: input.now };
  for await (const line of linesOf(bytesOf(input), maxLineBytes)) {
    const record = await recordOf(line, file, maxLineBytes);
    if (record !== undefined) yield record;
  }
}

async function* bytesOf({ path, name, onBytes }: FileInput): AsyncGenerator<Buffer> {
  let isFirst = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const bytes: Buffer = chunk;
    onBytes(bytes.length);
    const isMarked = isFirst && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
    if (isFirst && UTF_16.some((mark) => bytes.subarray(0, 2).equals(mark))) {
      throw new SourceUnreadable(name, 'expected UTF-8, found UTF-16. Save the file as UTF-8.');
    }
    isFirst = false;
    yield isMarked ? bytes.subarray(3) : bytes;
  }
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const UTF_16 = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

async function recordOf(
  line: WholeLine | LongLine,
  file: JsonLinesFile,
  maxLineBytes: number,
): Promise<SourceRecord | undefined> {
  const place = `line ${line.number}`;
  if (line.kind === 'LONG') {
    const reason = `expected at most ${maxLineBytes} bytes in a line, found ${line.size}`;
    return { kind: 'FAILED', place, ...titleIn(line.head.toString('utf8')), reason };
  }
  if (isBlank(line.bytes)) return undefined;
  try {
    return await recordIn(line.bytes, place, file);
  } catch (error) {
    if (!(error instanceof BrokenRecord)) throw error;
    const title = titleIn(line.bytes.toString('utf8'));
    return { kind: 'FAILED', place, ...title, reason: error.message };
  }
}

/** All white space of JSON has a code of at most 0x20. */
function isBlank(bytes: Buffer): boolean {
  return bytes.every((byte) => byte <= 0x20);
}

async function recordIn(bytes: Buffer, place: string, file: JsonLinesFile): Promise<SourceRecord> {
  const line = readLine(bytes);
  switch (line.kind) {
    case 'article':
      return { kind: 'ARTICLE', ...(await articleOf(line.declared, place, file)) };
    case 'site':
      file.site.read(line.declared);
      return { kind: 'SITE', ...siteOf(line.declared) };
    case 'author':
      return { kind: 'AUTHOR', ...file.authors.describe(line.declared) };
    case 'topic':
      return { kind: 'TOPIC', ...file.topics.describe(line.declared) };
    default:
      return line satisfies never;
  }
}
