import { reasonOf } from '../../errors.js';
import type { SourceRecord } from '../../publishing/entry.js';
import { withoutUndefined } from '../absence.js';
import type { FileInput } from '../file-input.js';
import { SourceUnreadable } from '../source-unreadable.js';
import { recordOf } from './feed/article.js';
import { byteText, encodingOf } from './feed/bytes.js';
import { decodeBytes } from './feed/decode.js';
import { elementText, withoutCdata } from './feed/element-text.js';
import { refusedEntity } from './feed/entities.js';
import { FeedSite } from './feed/feed-site.js';
import type { FeedItem } from './feed/item.js';
import { FeedParser } from './feed/parse.js';
import { feedRootOf } from './feed/root.js';
import { SharedIds, writtenIdentity } from './feed/shared-ids.js';
import { type FeedPiece, FeedSplitter } from './feed/splitter.js';
import { commentsOf, Threads } from './feed/thread.js';
import { titleText } from './feed/title.js';

/**
 * The records of an RSS (0.9x, 1.0, 2.0) or Atom (0.3, 1.0) feed, in the order of the file.
 *
 * Reads the file twice: first for the data of the feed and for ids that occur twice, then for the
 * items. Holds one item in memory and fetches nothing. An item that cannot be imported yields a
 * `FAILED` record. Throws `SourceUnreadable` if the file is not a feed, or declares entities.
 */
export async function* feedSource(input: FileInput): AsyncGenerator<SourceRecord> {
  const { parser, shared, threads, encoding } = await readAround(input);
  const site = new FeedSite(parser.facts(), input);
  yield { kind: 'SITE', ...site.entry() };
  try {
    for await (const { number, line, bytes, broken } of piecesOf(input, new FeedSplitter())) {
      const place = `item ${number}, line ${line}`;
      const text = decodeBytes(bytes, encoding);
      const item = broken === undefined ? parser.item(text) : undefined;
      if (item === undefined) {
        const reason = broken ?? 'it cannot be parsed: it is empty, or its tags do not match';
        yield withoutUndefined({ kind: 'FAILED', place, title: titleIn(text), reason });
      } else if (item.otherKind !== 'comment' || !threads.has(bytes)) {
        const record = recordOf(item, site, {
          place,
          isShared: shared.has(writtenIdentity(bytes)),
        });
        yield await withComments(record, bytes, { parser, threads, encoding });
      }
    }
  } finally {
    await threads.close();
  }
}

/** What is needed to find and parse the comments of an item. */
interface CommentReading {
  readonly parser: FeedParser;
  readonly threads: Threads;
  readonly encoding: string;
}

async function withComments(
  record: SourceRecord,
  bytes: string,
  { parser, threads, encoding }: CommentReading,
): Promise<SourceRecord> {
  if (record.kind !== 'ARTICLE') return record;
  const items: FeedItem[] = [];
  for await (const comment of threads.under(bytes)) {
    const item = parser.item(decodeBytes(comment, encoding));
    if (item?.otherKind === 'comment' && item.id !== undefined) items.push(item);
  }
  return items.length === 0
    ? record
    : { ...record, comments: commentsOf(items, record.publishedAt) };
}

/** The first pass: reads everything but the items. */
async function readAround(input: FileInput) {
  const { path, name } = input;
  const splitter = new FeedSplitter();
  const shared = new SharedIds();
  const threads = new Threads(path);
  const encoding = await encodingOf(path);
  // UTF-16 was converted, so its characters are not bytes of the file and have no offset in it.
  const isFindable = !/^utf-16/.test(encoding);
  for await (const piece of piecesOf(input, splitter)) {
    shared.note(writtenIdentity(piece.bytes));
    if (isFindable && splitter.root?.format === 'ATOM') threads.note(piece);
  }
  const shell = decodeBytes(splitter.shell, encoding);
  const root = feedRootOf(shell);
  if (root === undefined) throw notAFeed(name);
  const refusal = refusedEntity(shell.slice(0, root.start));
  if (refusal !== undefined) throw new SourceUnreadable(name, refusal);
  return { parser: new FeedParser(root, shell), shared, threads, encoding };
}

async function* piecesOf(input: FileInput, splitter: FeedSplitter): AsyncGenerator<FeedPiece> {
  let failure: string | undefined;
  try {
    for await (const bytes of byteText(input)) {
      yield* splitter.write(bytes);
      if (splitter.isHopeless) break;
    }
  } catch (error) {
    if (splitter.root === undefined) throw error;
    failure = `the file cannot be read further (${reasonOf(error)})`;
  }
  if (splitter.root === undefined) throw notAFeed(input.name);
  yield* splitter.end(failure);
}

function notAFeed(name: string): SourceUnreadable {
  return new SourceUnreadable(
    name,
    'expected a feed (<rss>, <rdf:RDF> or <feed> at its root), found none. Check that it is the feed itself, and not the page that links to it.',
  );
}

function titleIn(text: string): string | undefined {
  const written = withoutCdata(elementText(text, '(?:[\\w.-]+:)?title'));
  return titleText({ value: written }) || undefined;
}
