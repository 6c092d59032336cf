import type { SourceRecord } from '../../publishing/entry.js';
import { withAddresses } from './wordpress/addresses.js';
import { recordOf } from './wordpress/article.js';
import { piecesOf } from './wordpress/pieces.js';
import { type ReadAhead, readAhead } from './wordpress/read-ahead.js';
import { WordpressSite } from './wordpress/site.js';
import { topicOf } from './wordpress/topics.js';
import type { XmlElement } from './wordpress/xml-element.js';
import type { XmlInput } from './wordpress/xml-text.js';

/** Elements that follow all elements about the site itself. */
const AFTER_SITE = new Set(['wp:author', 'wp:category', 'wp:tag', 'wp:term', 'item']);

/**
 * The records of a WordPress export (WXR 1.0 to 1.2), in the order of the file.
 *
 * Reads the file twice, because what a post refers to may come after it; `onBytes` therefore
 * reports twice the size of the file. Holds one item in memory; the data of images is kept in a
 * temporary file. Throws `SourceUnreadable` if the file is not a WordPress export. A truncated file
 * yields its complete records and one `FAILED` record.
 */
export async function* wordpressSource(input: XmlInput): AsyncGenerator<SourceRecord> {
  const ahead = await readAhead(input);
  try {
    yield* recordsIn(input, ahead);
  } finally {
    ahead.close();
  }
}

async function* recordsIn(input: XmlInput, ahead: ReadAhead): AsyncGenerator<SourceRecord> {
  const site = new WordpressSite(ahead.guests);
  let isSiteTold = false;
  for await (const piece of piecesOf(input)) {
    if (piece.kind === 'BROKEN') {
      const { line, title, reason } = piece;
      yield { kind: 'FAILED', place: `line ${line}`, ...(title ? { title } : {}), reason };
      continue;
    }
    if (!isSiteTold && AFTER_SITE.has(piece.element.name)) {
      isSiteTold = true;
      yield { kind: 'SITE', ...site.entry() };
    }
    const record = recordFrom(piece.element, site, ahead);
    if (record !== undefined) yield record;
  }
  if (!isSiteTold) yield { kind: 'SITE', ...site.entry() };
}

function recordFrom(
  element: XmlElement,
  site: WordpressSite,
  ahead: ReadAhead,
): SourceRecord | undefined {
  if (element.name === 'item') return recordOf(element, site, ahead);
  if (element.name === 'wp:author') return { kind: 'AUTHOR', ...site.addAuthor(element) };
  const { terms } = ahead;
  const topic = topicOf(element);
  if (topic !== undefined) {
    return { kind: 'TOPIC', ...withAddresses(terms.withParent(topic), site, terms) };
  }
  site.read(element);
  return undefined;
}
