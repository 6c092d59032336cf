import { readFile, stat } from 'node:fs/promises';
import { parseJsonFeed } from 'feedsmith';
import type { SourceRecord } from '../../publishing/entry.js';
import type { FileHead } from '../file-head.js';
import type { FileInput } from '../file-input.js';
import { SourceUnreadable } from '../source-unreadable.js';
import { recordOf } from './feed/article.js';
import { decodeBytes } from './feed/decode.js';
import { FeedSite } from './feed/feed-site.js';
import type { FeedFacts, FeedItem } from './feed/item.js';
import { SharedIds, type WrittenIdentity } from './feed/shared-ids.js';
import { jsonFacts, jsonItem } from './json-feed/item.js';
import { type JsonFeedSlices, sliceJsonFeed } from './json-feed/slices.js';
import { titleIn } from './title-in-json.js';
import { declaredEncoding } from './xml-encoding.js';

/** A JSON Feed is one value that somebody's browser must hold; real ones have less than one MB. */
const MAX_BYTES = 50 * 1024 * 1024;
const VERSION = /"version"\s*:\s*"https?:(?:\\?\/){2}(?:www\.)?jsonfeed\.org/i;

/** Whether a file is a JSON Feed: it says so, or has such items. */
export function looksLikeJsonFeed({ text }: FileHead): boolean {
  if (!/^\uFEFF?\s*\{/.test(text)) return false;
  return (
    VERSION.test(text) ||
    (/"items"\s*:\s*\[/.test(text) && /"content_(?:html|text)"\s*:/.test(text))
  );
}

/**
 * The records of a JSON Feed (1.0 or 1.1), in the order of the file.
 *
 * An item that is broken, or the last of a file that is cut off, is `FAILED`, and the rest goes in.
 * Throws `SourceUnreadable` if the file is no such feed, or larger than 50 MB.
 */
export async function* jsonFeedSource(input: FileInput): AsyncGenerator<SourceRecord> {
  const { envelope, items, cutOff } = await readSlices(input);
  const site = new FeedSite(factsOf(envelope), input);
  yield { kind: 'SITE', ...site.entry() };
  const read = items.map(({ text }) => itemOf(text));
  const shared = new SharedIds();
  for (const item of read) if (item !== undefined) shared.note(identityOf(item));
  for (const [index, { line, text }] of items.entries()) {
    const place = `item ${index + 1}, line ${line}`;
    const item = read[index];
    if (item !== undefined) {
      yield recordOf(item, site, { place, isShared: shared.has(identityOf(item)) });
    } else
      yield {
        kind: 'FAILED',
        place,
        ...titleIn(text),
        reason: 'it is no valid JSON, or says nothing',
      };
  }
  if (cutOff !== undefined) {
    const reason = 'the file ends inside of "items". Fetch the feed again for the rest';
    const place = `item ${items.length + 1}, line ${cutOff.line}`;
    yield { kind: 'FAILED', place, ...titleIn(cutOff.text), reason };
  }
}

async function readSlices({ path, name, onBytes }: FileInput): Promise<JsonFeedSlices> {
  const { size } = await stat(path);
  if (size > MAX_BYTES) {
    const found = Math.ceil(size / 1024 / 1024);
    throw new SourceUnreadable(
      name,
      `expected a JSON Feed of at most ${MAX_BYTES / 1024 / 1024} MB, found ${found} MB. Write it as JSON Lines, an article a line.`,
    );
  }
  const bytes = await readFile(path);
  onBytes(bytes.length);
  const slices = sliceJsonFeed(textOf(bytes));
  if (slices !== undefined) return slices;
  throw new SourceUnreadable(
    name,
    'expected a JSON Feed (an object with "items"), found no "items". Check that it is the whole feed.',
  );
}

function textOf(bytes: Buffer): string {
  const encoding = bytes[0] === OPEN_BRACE && bytes[1] === 0 ? 'utf-16le' : declaredEncoding(bytes);
  if (encoding.startsWith('utf-16')) return new TextDecoder(encoding).decode(bytes);
  return decodeBytes(bytes.toString('latin1'), 'utf-8');
}

const OPEN_BRACE = 0x7b;

function factsOf(envelope: string): FeedFacts {
  const feed = jsonObject(envelope) ?? jsonObject(`${envelope}}`);
  const read = parsed({ ...feed, items: [] });
  return read === undefined ? { authors: [], dates: [] } : jsonFacts(read);
}

function itemOf(text: string): FeedItem | undefined {
  const item = jsonObject(text);
  const [read] = item === undefined ? [] : (parsed({ items: [item] })?.items ?? []);
  return read && jsonItem(read);
}

/** What the parser makes of it; it throws for a feed that says nothing at all. */
function parsed(feed: object) {
  try {
    return parseJsonFeed({ ...feed, version: 'https://jsonfeed.org/version/1.1' });
  } catch {
    return undefined;
  }
}

/** An object from its JSON; line ends that stand in strings unescaped are taken for spaces. */
function jsonObject(text: string): object | undefined {
  for (const written of [text, text.replace(/[\n\r\t]+/g, ' ')]) {
    try {
      const value: unknown = JSON.parse(written);
      return typeof value === 'object' && value !== null ? value : undefined;
    } catch {
      // The next way of reading it, if there is one.
    }
  }
  return undefined;
}

function identityOf({ id = '', title, links }: FeedItem): WrittenIdentity {
  return { id, title: title?.value ?? '', link: links[0] ?? '' };
}
