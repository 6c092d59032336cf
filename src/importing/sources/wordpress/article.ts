import { percentDecoded } from '../../../content/percent-decoded.js';
import type { ArticleStatus } from '../../../editorial/article/article.document.js';
import type { ArticleEntry, SourceRecord } from '../../../publishing/entry.js';
import { someOf, withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import { languageAtSite } from '../site-language.js';
import { teaserOf } from '../teaser.js';
import { postAddresses, withAddresses } from './addresses.js';
import { postHtml } from './body.js';
import { bylineOf } from './bylines.js';
import { commentsOf } from './comments.js';
import { firstDate } from './dates.js';
import { footnotesHtml } from './footnotes.js';
import type { ReadAhead } from './read-ahead.js';
import { expandShortcodes } from './shortcodes.js';
import type { WordpressSite } from './site.js';
import { topicsOf } from './topics.js';
import { childOf, metaOf, rawTextOf, textOf, type XmlElement } from './xml-element.js';

const STATUSES: ReadonlyMap<string, ArticleStatus> = new Map([
  ['publish', 'PUBLISHED'],
  ['private', 'PUBLISHED'],
  ['future', 'SCHEDULED'],
]);

/** Statuses of posts that are not articles: never saved, or part of another post. */
const NO_ARTICLE = new Set(['auto-draft', 'inherit']);

/** Maximum number of characters of a title; far more than any real title has. */
const MAX_TITLE = 4000;

/** The record of an `<item>`: an article, or the reason why it is skipped or fails. */
export function recordOf(item: XmlElement, site: WordpressSite, ahead: ReadAhead): SourceRecord {
  const place = `line ${item.line}`;
  const title = titleOf(item);
  const declared = title === '' ? { place } : { place, title };
  const type = textOf(item, 'wp:post_type') || 'post';
  const status = textOf(item, 'wp:status');
  if (type !== 'post') return { kind: 'SKIPPED', ...declared, reason: type };
  if (NO_ARTICLE.has(status)) return { kind: 'SKIPPED', ...declared, reason: `post in ${status}` };
  const article = articleOf(item, site, ahead, title);
  if (status === 'trash') return trashed(article);
  if (article.status !== 'DRAFT' && article.publishedAt === undefined) {
    const reason =
      'expected a valid date in <wp:post_date_gmt>, <wp:post_date> or <pubDate> because it is published, found none';
    return { kind: 'FAILED', ...declared, reason };
  }
  return { kind: 'ARTICLE', ...article };
}

/** A post in the trash, without its slug: `tides__trashed` was never its public slug. */
function trashed({ slug: _, ...article }: ArticleEntry): SourceRecord {
  const status = article.publishedAt === undefined ? 'DRAFT' : 'ARCHIVED';
  return { kind: 'ARTICLE', ...article, status, isTrashed: true };
}

function articleOf(
  item: XmlElement,
  site: WordpressSite,
  ahead: ReadAhead,
  title: string,
): ArticleEntry {
  const { pictures, terms } = ahead;
  const postId = textOf(item, 'wp:post_id');
  const guid = textOf(item, 'guid');
  const url = site.placed(textOf(item, 'link'));
  const status = STATUSES.get(textOf(item, 'wp:status')) ?? 'DRAFT';
  const publishedAt = publishedAtOf(item, status);
  const notes = footnotesHtml(item);
  const matter = { postId, pictures, shared: ahead.sharedBlocks, notes };
  const stored = rawTextOf(item, 'content:encoded');
  const html = postHtml(stored, matter);
  const teaser = teaserOf(stored);
  const comments = commentsOf(item, publishedAt);
  return withoutUndefined({
    identity: `wordpress:${identityOf(item, site, url)}`,
    place: `line ${item.line}`,
    title,
    html,
    status,
    isProtected: isProtected(item) || undefined,
    publishedAt,
    updatedAt: updatedAtOf(item),
    slug: percentDecoded(textOf(item, 'wp:post_name')) || undefined,
    oldSlugs: someOf(metaOf(item, '_wp_old_slug').map(percentDecoded)),
    addresses: someOf(postAddresses(item, site, ahead)),
    excerpt: excerptOf(item) || undefined,
    teaser: teaser === undefined ? undefined : postHtml(teaser, matter),
    baseUrl: absolute(url) ?? absolute(site.address),
    language: languageAtSite(site.language, html),
    authors: bylineOf(item, site),
    topics: topicsOf(item, terms).map((topic) => withAddresses(topic, site, terms)),
    source: withoutUndefined({
      name: site.name || undefined,
      url: absolute(url),
      guid: guid || undefined,
    }),
    image: pictures.byId(metaOf(item, '_thumbnail_id')[0] ?? ''),
    comments: someOf(comments),
  });
}

/**
 * The identity of a post, from its number at the site: real exports contain two posts with one
 * guid, but never two with one number.
 *
 * Other programs leave the number out, so the guid, link, slug, title and date follow. The line
 * number is the last resort, because it changes with every export.
 */
function identityOf(item: XmlElement, site: WordpressSite, url: string): string {
  const [postId = '', guid = '', slug = '', date = ''] = [
    ...['wp:post_id', 'guid', 'wp:post_name', 'wp:post_date'],
  ].map((name) => textOf(item, name));
  if (postId !== '') return `${site.identity}:${postId}`;
  const known = guid || url.replace(/^https?:\/\//i, '');
  if (known !== '') return known;
  const declared = [slug || titleOf(item), date].filter((one) => one !== '').join('@');
  return `${site.identity}:${declared === '' ? `line-${item.line}` : declared}`;
}

/** Titles in CDATA are HTML. Outside of CDATA, older versions had already removed the tags. */
function titleOf(item: XmlElement): string {
  const title = childOf(item, 'title');
  const text = title?.text.slice(0, MAX_TITLE) ?? '';
  const isHtml = title?.isCdata === true || /<(\w+)\b[^>]*>[\s\S]*<\/\1>/.test(text);
  return plainText(isHtml ? text : text.replaceAll('<', '&lt;'));
}

/** The excerpt without shortcodes, which themes do not show either. */
function excerptOf(item: XmlElement): string {
  return expandShortcodes(textOf(item, 'excerpt:encoded'), () => undefined).trim();
}

/** The largest difference between UTC and local time, in hours. */
const FARTHEST_ZONE = 14;

/**
 * The publication date. For a draft, only the GMT date counts, because the local one changes with
 * every save. For other posts the local date has no zone; `pubDate` has one and is used if both can
 * be the same moment.
 */
function publishedAtOf(item: XmlElement, status: ArticleStatus): Date | undefined {
  const gmt = firstDate(textOf(item, 'wp:post_date_gmt'));
  if (status === 'DRAFT' || gmt !== undefined) return gmt;
  const local = firstDate(textOf(item, 'wp:post_date'));
  const fed = firstDate(textOf(item, 'pubDate'));
  if (local === undefined || fed === undefined) return local ?? fed;
  const hours = Math.abs(local.getTime() - fed.getTime()) / 3_600_000;
  return hours <= FARTHEST_ZONE ? fed : local;
}

function updatedAtOf(item: XmlElement): Date | undefined {
  return firstDate(textOf(item, 'wp:post_modified_gmt'), textOf(item, 'wp:post_modified'));
}

function isProtected(item: XmlElement): boolean {
  // WordPress protects a post with any password except '' and '0', even if it is only spaces.
  const password = rawTextOf(item, 'wp:post_password').replace(/[\r\n\t]/g, '');
  return textOf(item, 'wp:status') === 'private' || (password !== '' && password !== '0');
}

function absolute(url: string): string | undefined {
  return URL.canParse(url) ? url : undefined;
}
