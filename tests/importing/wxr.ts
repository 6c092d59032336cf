import { wordpressSource } from '../../src/importing/sources/wordpress.js';
import type { ArticleEntry, SourceRecord } from '../../src/publishing/entry.js';
import { collect, ofKind, temporaryFile } from './records.js';

const NAMESPACES = [
  'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"',
  'xmlns:content="http://purl.org/rss/1.0/modules/content/"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
  'xmlns:wp="http://wordpress.org/export/1.2/"',
].join(' ');

/** All records of an export of https://one.example with these elements. */
export async function recordsOfExport(...elements: readonly string[]): Promise<SourceRecord[]> {
  const channel = `<title>One</title><link>https://one.example</link>${elements.join('\n')}`;
  const text = `<?xml version="1.0"?><rss version="2.0" ${NAMESPACES}><channel>${channel}</channel></rss>`;
  return collect(wordpressSource({ path: await temporaryFile('export.xml', text) }));
}

/** The articles of such an export. */
export async function articlesOfExport(...elements: readonly string[]): Promise<ArticleEntry[]> {
  return ofKind(await recordsOfExport(...elements), 'ARTICLE');
}

/** A published post, with these values in place of the usual ones; `more` is added as written. */
export function post(
  declared: Readonly<Record<string, string>>,
  content = 'Text.',
  ...more: readonly string[]
): string {
  const fields = {
    title: 'One',
    'wp:post_id': '12',
    'wp:post_date': '2024-05-07 08:30:00',
    'wp:post_date_gmt': '2024-05-07 06:30:00',
    'wp:post_name': 'one',
    'wp:status': 'publish',
    'wp:post_type': 'post',
    ...declared,
  };
  const written = Object.entries(fields).map(
    ([name, value]) => `<${name}><![CDATA[${value}]]></${name}>`,
  );
  const body = content.replaceAll(']]>', ']]]]><![CDATA[>');
  written.push(`<content:encoded><![CDATA[${body}]]></content:encoded>`, ...more);
  return `<item>${written.join('')}</item>`;
}

/** A meta field of a post. */
export function meta(key: string, value: string): string {
  return `<wp:postmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value><![CDATA[${value}]]></wp:meta_value></wp:postmeta>`;
}
