import { openSource } from '../../src/importing/detect.js';
import type { ArticleEntry, SourceRecord } from '../../src/publishing/entry.js';
import { collect, fixture, ofKind, temporaryFile } from './records.js';

/** The time at which the tests import feeds. */
export const NOW = new Date('2024-05-15T00:00:00Z');

/** All records of a feed fixture, opened by detecting its kind. */
export async function feedRecords(name: string): Promise<SourceRecord[]> {
  return collect((await openSource(fixture(`feeds/${name}`), { now: NOW })).records);
}

/** All records of a feed given as text. */
export async function recordsOf(
  content: string | Uint8Array,
  name = 'feed.xml',
): Promise<SourceRecord[]> {
  const path = await temporaryFile(name, content);
  return collect((await openSource(path, { now: NOW })).records);
}

/** The articles of an RSS feed of https://one.example with these items. */
export async function articlesOfItems(...items: readonly string[]): Promise<ArticleEntry[]> {
  const channel = `<title>One</title><link>https://one.example/</link>${items.join('\n')}`;
  const feed = `<rss version="2.0" ${NAMESPACES}><channel>${channel}</channel></rss>`;
  return ofKind(await recordsOf(feed), 'ARTICLE');
}

const NAMESPACES = [
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:media="http://search.yahoo.com/mrss/"',
].join(' ');
