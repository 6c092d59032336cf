import type { ArticleStatus } from '../../../editorial/article/article.document.js';
import type { ArticleEntry, SourceRecord } from '../../../publishing/entry.js';
import { optional, someOf, textOrNone } from '../optional.js';
import { plainText } from '../plain-text.js';
import { languageOf } from '../site-language.js';
import { postHtml } from './body.js';
import { commentsOf } from './comments.js';
import { firstDate } from './dates.js';
import type { PictureIndex } from './pictures.js';
import type { WordpressSite } from './site.js';
import { decoded, topicsOf } from './topics.js';
import { childOf, metaOf, rawTextOf, textOf, type XmlElement } from './xml-element.js';

const STATUSES: ReadonlyMap<string, ArticleStatus> = new Map([
  ['publish', 'PUBLISHED'],
  ['private', 'PUBLISHED'],
  ['future', 'SCHEDULED'],
]);

/** States that are no state of an article: deleted, never written, or a part of another post. */
const NO_ARTICLE = new Set(['trash', 'auto-draft', 'inherit']);

/** The record of an `<item>`: an article, or why it is none. */
export function recordOf(
  item: XmlElement,
  site: WordpressSite,
  pictures: PictureIndex,
): SourceRecord {
  const place = `line ${item.line}`;
  const title = titleOf(item);
  const told = title === '' ? { place } : { place, title };
  const type = textOf(item, 'wp:post_type') || 'post';
  const status = textOf(item, 'wp:status');
  if (type !== 'post') return { kind: 'SKIPPED', ...told, reason: type };
  if (NO_ARTICLE.has(status)) return { kind: 'SKIPPED', ...told, reason: `post in ${status}` };
  const article = articleOf(item, site, pictures, title);
  if (article.status !== 'DRAFT' && article.publishedAt === undefined) {
    const reason =
      'it is published without a date: expected <wp:post_date_gmt>, <wp:post_date> or <pubDate>, found none that is a date';
    return { kind: 'FAILED', ...told, reason };
  }
  return { kind: 'ARTICLE', ...article };
}

function articleOf(
  item: XmlElement,
  site: WordpressSite,
  pictures: PictureIndex,
  title: string,
): ArticleEntry {
  const postId = textOf(item, 'wp:post_id');
  const guid = textOf(item, 'guid');
  const url = textOf(item, 'link');
  const status = STATUSES.get(textOf(item, 'wp:status')) ?? 'DRAFT';
  const publishedAt = publishedAtOf(item, status);
  const html = postHtml(rawTextOf(item, 'content:encoded'), postId, pictures);
  const comments = commentsOf(item, publishedAt);
  const creator = textOf(item, 'dc:creator');
  return {
    identity: `wordpress:${identityOf(site, postId, guid) ?? `${site.identity}:line-${item.line}`}`,
    place: `line ${item.line}`,
    title,
    html,
    status,
    ...(isProtected(item) ? { isProtected: true } : {}),
    ...optional('publishedAt', publishedAt),
    ...optional('updatedAt', updatedAtOf(item)),
    ...optional('slug', textOrNone(decoded(textOf(item, 'wp:post_name')))),
    ...optional('oldSlugs', someOf(metaOf(item, '_wp_old_slug').map(decoded))),
    ...optional('excerpt', textOrNone(textOf(item, 'excerpt:encoded'))),
    ...optional('baseUrl', absolute(url) ?? absolute(site.address)),
    ...optional('language', languageOf(site.language, html)),
    authors: creator === '' ? [] : [site.authorOf(creator)],
    topics: topicsOf(item),
    source: {
      ...optional('name', textOrNone(site.name)),
      ...optional('url', absolute(url)),
      ...optional('guid', textOrNone(guid)),
    },
    ...optional('image', pictures.byId(metaOf(item, '_thumbnail_id')[0] ?? '')),
    ...optional('comments', someOf(comments)),
  };
}

/** The post's number at its site: real exports give one guid to two posts, a number never. */
function identityOf(site: WordpressSite, postId: string, guid: string): string | undefined {
  if (postId !== '') return `${site.identity}:${postId}`;
  return textOrNone(guid);
}

/** WordPress titles are HTML; outside of CDATA, older versions had stripped the tags already. */
function titleOf(item: XmlElement): string {
  const title = childOf(item, 'title');
  const text = title?.text ?? '';
  const isHtml = title?.isCdata === true || /<(\w+)\b[^>]*>[\s\S]*<\/\1>/.test(text);
  return plainText(isHtml ? text : text.replaceAll('<', '&lt;'));
}

/** A draft's local date moves with every save; only one that it was given counts. */
function publishedAtOf(item: XmlElement, status: ArticleStatus): Date | undefined {
  const gmt = textOf(item, 'wp:post_date_gmt');
  if (status === 'DRAFT') return firstDate(gmt);
  return firstDate(gmt, textOf(item, 'wp:post_date'), textOf(item, 'pubDate'));
}

function updatedAtOf(item: XmlElement): Date | undefined {
  return firstDate(textOf(item, 'wp:post_modified_gmt'), textOf(item, 'wp:post_modified'));
}

function isProtected(item: XmlElement): boolean {
  // WordPress asks for any password but none and `0`, spaces included.
  const password = rawTextOf(item, 'wp:post_password').replace(/[\r\n\t]/g, '');
  return textOf(item, 'wp:status') === 'private' || (password !== '' && password !== '0');
}

function absolute(url: string): string | undefined {
  return URL.canParse(url) ? url : undefined;
}
