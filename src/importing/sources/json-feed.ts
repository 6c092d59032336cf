import { parseJsonFeed } from 'feedsmith';
import { reasonOf } from '../../errors.js';
import type { SourceRecord } from '../../publishing/entry.js';
import type { FileHead } from '../file-head.js';
import type { FileInput } from '../file-input.js';
import { SourceUnreadable } from '../source-unreadable.js';
import { recordOf } from './feed/article.js';
import { byteText } from './feed/bytes.js';
import { decodeBytes } from './feed/decode.js';
import { FeedSite } from './feed/feed-site.js';
import type { FeedFacts, FeedItem } from './feed/item.js';
import { SharedIds, type WrittenIdentity } from './feed/shared-ids.js';
import { JsonFeedCutter, type JsonPiece } from './json-feed/cutter.js';
import { jsonFacts, jsonItem } from './json-feed/item.js';
import { titleIn } from './title-in-json.js';

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
 * Reads the file twice (for what is said of the feed and which ids are given twice, then for the
 * items), holding one item at a time. An item that is broken, too large or no object, or the last
 * of a file that is cut off, is `FAILED`, and the rest goes in. Throws `SourceUnreadable` if the
 * file is no such feed.
 */
export async function* jsonFeedSource(input: FileInput): AsyncGenerator<SourceRecord> {
  const { envelope, shared } = await readAround(input);
  const site = new FeedSite(factsOf(envelope), input);
  yield { kind: 'SITE', ...site.entry() };
  for await (const { number, line, bytes, broken } of piecesOf(input, new JsonFeedCutter())) {
    const place = `item ${number}, line ${line}`;
    const text = decodeBytes(bytes, 'utf-8');
    const item = broken === undefined ? itemOf(text) : undefined;
    if (item === undefined) {
      const reason = broken ?? 'it is no valid JSON, or says nothing';
      yield { kind: 'FAILED', place, ...titleIn(text), reason };
    } else yield recordOf(item, site, { place, isShared: shared.has(identityOf(item)) });
  }
}

/** The first reading: everything but what the items say. */
async function readAround(input: FileInput) {
  const cutter = new JsonFeedCutter();
  const shared = new SharedIds();
  for await (const { bytes, broken } of piecesOf(input, cutter)) {
    const item = broken === undefined ? itemOf(decodeBytes(bytes, 'utf-8')) : undefined;
    if (item !== undefined) shared.note(identityOf(item));
  }
  return { envelope: decodeBytes(cutter.envelope, 'utf-8'), shared };
}

async function* piecesOf(input: FileInput, cutter: JsonFeedCutter): AsyncGenerator<JsonPiece> {
  let failure: string | undefined;
  try {
    for await (const bytes of byteText(input)) yield* cutter.write(bytes);
  } catch (error) {
    if (!cutter.hasItems) throw error;
    failure = `the file cannot be read further (${reasonOf(error)})`;
  }
  if (!cutter.hasItems) {
    const found =
      'items' in (jsonObject(decodeBytes(cutter.envelope, 'utf-8')) ?? {})
        ? '"items" that are no list'
        : 'no "items"';
    throw new SourceUnreadable(
      input.name,
      `expected a JSON Feed (an object with a list of "items"), found ${found}. Check that it is the whole feed.`,
    );
  }
  yield* cutter.end(failure);
}

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
