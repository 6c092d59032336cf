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
import { jsonFacts, jsonItem } from './json-feed/item.js';
import { JsonFeedSplitter, type JsonPiece } from './json-feed/splitter.js';
import { titleIn } from './title-in-json.js';

const VERSION = /"version"\s*:\s*"https?:(?:\\?\/){2}(?:www\.)?jsonfeed\.org/i;

/** Whether a file is a JSON Feed: it has the `version` of one, or items with its properties. */
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
 * Reads the file twice: first for the data of the feed and for ids that occur twice, then for the
 * items. Holds one item in memory. An item that is broken, too large, not an object, or truncated
 * at the end of the file yields a `FAILED` record, and the import continues. Throws
 * `SourceUnreadable` if the file is not a JSON Feed.
 */
export async function* jsonFeedSource(input: FileInput): AsyncGenerator<SourceRecord> {
  const { envelope, shared } = await readAround(input);
  const site = new FeedSite(factsOf(envelope), input);
  yield { kind: 'SITE', ...site.entry() };
  for await (const { number, line, bytes, broken } of piecesOf(input, new JsonFeedSplitter())) {
    const place = `item ${number}, line ${line}`;
    const text = decodeBytes(bytes, 'utf-8');
    const item = broken === undefined ? itemOf(text) : undefined;
    if (item === undefined) {
      const reason = broken ?? 'it is not valid JSON, or has no known property';
      yield { kind: 'FAILED', place, ...titleIn(text), reason };
    } else yield recordOf(item, site, { place, isShared: shared.has(identityOf(item)) });
  }
}

/** The first pass: reads everything except the content of the items. */
async function readAround(input: FileInput) {
  const splitter = new JsonFeedSplitter();
  const shared = new SharedIds();
  for await (const { bytes, broken } of piecesOf(input, splitter)) {
    const item = broken === undefined ? itemOf(decodeBytes(bytes, 'utf-8')) : undefined;
    if (item !== undefined) shared.note(identityOf(item));
  }
  return { envelope: decodeBytes(splitter.envelope, 'utf-8'), shared };
}

async function* piecesOf(input: FileInput, splitter: JsonFeedSplitter): AsyncGenerator<JsonPiece> {
  let failure: string | undefined;
  try {
    for await (const bytes of byteText(input)) yield* splitter.write(bytes);
  } catch (error) {
    if (!splitter.hasItems) throw error;
    failure = `the file cannot be read further (${reasonOf(error)})`;
  }
  if (!splitter.hasItems) {
    const found =
      'items' in (jsonObject(decodeBytes(splitter.envelope, 'utf-8')) ?? {})
        ? '"items" that is not a list'
        : 'no "items"';
    throw new SourceUnreadable(
      input.name,
      `expected a JSON Feed (an object with a list of "items"), found ${found}. Check that the file is the complete feed.`,
    );
  }
  yield* splitter.end(failure);
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

/** The result of the parser, which throws for a feed without any known property. */
function parsed(feed: object) {
  try {
    return parseJsonFeed({ ...feed, version: 'https://jsonfeed.org/version/1.1' });
  } catch {
    return undefined;
  }
}

/** Parses a JSON object; unescaped line breaks and tabs in strings are read as spaces. */
function jsonObject(text: string): object | undefined {
  for (const written of [text, text.replace(/[\n\r\t]+/g, ' ')]) {
    try {
      const value: unknown = JSON.parse(written);
      return typeof value === 'object' && value !== null ? value : undefined;
    } catch {
      // Try the next form, if there is one.
    }
  }
  return undefined;
}

function identityOf({ id = '', title, links }: FeedItem): WrittenIdentity {
  return { id, title: title?.value ?? '', link: links[0] ?? '' };
}
