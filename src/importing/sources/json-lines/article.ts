import { escapeHtml, textToHtml } from '../../../content/html.js';
import { momentOf } from '../../../json-lines/moment.js';
import type { ArticleLine } from '../../../json-lines/shape.js';
import type { ArticleEntry, ImageEntry, RelatedEntry } from '../../../publishing/entry.js';
import { optional, someOf } from '../../optional.js';
import { BrokenRecord } from '../broken-record.js';
import { renderMarkdown } from '../markdown/render.js';
import type { Authors } from './authors.js';
import { commentsOf } from './comments.js';
import { type Identities, isOwnId } from './identity.js';
import type { OldSite } from './old-site.js';
import type { Topics } from './topics.js';

/** What an article stands in. */
export interface JsonLinesFile {
  readonly identities: Identities;
  readonly site: OldSite;
  readonly authors: Authors;
  readonly topics: Topics;
  readonly now: Date;
}

/** Makes an entry of a line; throws `BrokenRecord` if it cannot be one. */
export async function articleOf(
  line: ArticleLine,
  place: string,
  file: JsonLinesFile,
): Promise<ArticleEntry> {
  const { identities, site, authors, topics, now } = file;
  if (identities.isRepeated(line)) {
    throw new BrokenRecord(
      'expected an `id`, since a line above has the same title and date and none either, found none',
    );
  }
  const { title, html } = await bodyOf(line);
  return {
    ...(isOwnId(line.id) ? { id: line.id } : {}),
    identity: identities.ofArticle(line),
    place,
    title,
    html,
    ...addressesIn(line, site),
    ...optional('standfirst', plain(line.standfirst)),
    ...optional('excerpt', plain(line.excerpt)),
    ...optional('language', line.language),
    ...stateOf(line, now),
    ...optional('isProtected', line.isProtected || undefined),
    authors: authors.of(line.authors ?? []),
    topics: topics.of(line.topics ?? []),
    ...optional('source', sourceOf(line)),
    ...optional('image', imageOf(line)),
    ...optional('comments', someOf(commentsOf(line.comments ?? []))),
    ...optional('relatedPosts', relativesOf(line, identities)),
    ...optional('isRelated', line.isRelated),
    ...optional('shares', sharesOf(line)),
    ...optional('revision', line.revision),
  };
}

async function bodyOf(line: ArticleLine): Promise<Pick<ArticleEntry, 'title' | 'html'>> {
  const { title, html = '', markdown = '', text = '' } = line;
  if (html.trim() !== '') return { title, html };
  if (markdown.trim() === '') return { title, html: textToHtml(text) };
  const known = title.trim() === '' ? undefined : title;
  const rendered = await renderMarkdown(markdown, known, {
    owner: String(line.id ?? markdown),
    findPicture: async (url) => ({ url, size: undefined }),
    linkTo: (href) => href,
  });
  return { title: known ?? rendered.heading ?? '', html: rendered.html };
}

function addressesIn({ slug, oldSlugs, addresses, baseUrl }: ArticleLine, site: OldSite) {
  return {
    ...optional('slug', slug),
    ...optional('oldSlugs', oldSlugs),
    ...optional('addresses', addresses && site.placed(addresses)),
    ...optional('baseUrl', baseUrl),
  };
}

/** Plain text as the pipeline reads it, which takes these for HTML. */
function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : escapeHtml(text);
}

/**
 * Whether and since when it can be read. One without a date was published when it was first
 * imported, or last changed.
 */
function stateOf(line: ArticleLine, now: Date) {
  const publishedAt = dateIn(line.publishedAt);
  const updatedAt = dateIn(line.updatedAt);
  const isAhead = publishedAt !== undefined && publishedAt > now;
  const status = line.status ?? (isAhead ? 'SCHEDULED' : 'PUBLISHED');
  if (status === 'SCHEDULED' && publishedAt === undefined) {
    throw new BrokenRecord(
      'expected `publishedAt` for an article that is SCHEDULED, found nothing',
    );
  }
  const isAssumed = publishedAt === undefined && status !== 'DRAFT';
  const assumed = updatedAt !== undefined && updatedAt < now ? updatedAt : now;
  return {
    status,
    ...(isAssumed
      ? { publishedAt: assumed, isDateAssumed: true }
      : optional('publishedAt', publishedAt)),
    ...optional('updatedAt', updatedAt),
    ...optional('withdrawnAt', dateIn(line.withdrawnAt)),
  };
}

function dateIn(written: string | undefined): Date | undefined {
  return written === undefined ? undefined : momentOf(written);
}

function sourceOf({ source }: ArticleLine): ArticleEntry['source'] {
  if (source === undefined) return undefined;
  const { name, url, guid } = source;
  return { ...optional('name', name), ...optional('url', url), ...optional('guid', guid) };
}

function imageOf({ image }: ArticleLine): ImageEntry | undefined {
  if (image === undefined) return undefined;
  if (typeof image === 'string') return { url: image };
  const { url, alt, caption, credit, width, height } = image;
  return {
    url,
    ...optional('alt', alt),
    ...optional('caption', caption),
    ...optional('credit', credit),
    ...optional('width', width),
    ...optional('height', height),
  };
}

function relativesOf(
  { relatedPosts }: ArticleLine,
  identities: Identities,
): RelatedEntry[] | undefined {
  return relatedPosts?.map((relative) => {
    const { id, score, sharedTopics, sharedTerms } =
      typeof relative === 'object' ? relative : { id: relative };
    return {
      ...(isOwnId(id) ? { id } : { identity: identities.of(id) }),
      ...optional('score', score),
      ...optional('sharedTopicIds', sharedTopics),
      ...optional('sharedTerms', sharedTerms),
    };
  });
}

function sharesOf({ shares }: ArticleLine): ArticleEntry['shares'] {
  if (shares === undefined) return undefined;
  return Object.fromEntries(Object.entries(shares).filter(([, count]) => count !== undefined));
}
