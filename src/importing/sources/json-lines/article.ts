import { escapeHtml, textToHtml } from '../../../content/html.js';
import { momentOf } from '../../../json-lines/moment.js';
import type { ArticleLine } from '../../../json-lines/shape.js';
import type { ArticleEntry, ImageEntry, RelatedEntry } from '../../../publishing/entry.js';
import { someOf, withoutUndefined } from '../../absence.js';
import { BrokenRecord } from '../broken-record.js';
import { renderMarkdown } from '../markdown/render.js';
import type { Authors } from './authors.js';
import { commentsOf } from './comments.js';
import { type Identities, isOwnId } from './identity.js';
import type { OldSite } from './old-site.js';
import type { Topics } from './topics.js';

/** The file of an article: its identities, and what earlier lines have described. */
export interface JsonLinesFile {
  readonly identities: Identities;
  readonly site: OldSite;
  readonly authors: Authors;
  readonly topics: Topics;
  readonly now: Date;
}

/** Converts a line to an entry; throws `BrokenRecord` if that is not possible. */
export async function articleOf(
  line: ArticleLine,
  place: string,
  file: JsonLinesFile,
): Promise<ArticleEntry> {
  const { identities, site, authors, topics, now } = file;
  if (identities.isRepeated(line)) {
    throw new BrokenRecord(
      'expected an `id`, because an earlier line has the same title and date and no `id` either, found none',
    );
  }
  const { title, html } = await bodyOf(line);
  return withoutUndefined({
    id: isOwnId(line.id) ? line.id : undefined,
    identity: identities.ofArticle(line),
    place,
    title,
    html,
    slug: line.slug,
    oldSlugs: line.oldSlugs,
    addresses: line.addresses && site.placed(line.addresses),
    baseUrl: line.baseUrl,
    standfirst: plain(line.standfirst),
    excerpt: plain(line.excerpt),
    language: line.language,
    ...stateOf(line, now),
    isProtected: line.isProtected || undefined,
    authors: authors.of(line.authors ?? []),
    topics: topics.of(line.topics ?? []),
    source: line.source && withoutUndefined(line.source),
    image: imageOf(line),
    comments: someOf(commentsOf(line.comments ?? [])),
    relatedPosts: relatedOf(line, identities),
    isRelated: line.isRelated,
    shares: line.shares && withoutUndefined(line.shares),
    revision: line.revision,
  });
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

/** Plain text, escaped: the pipeline reads these fields as HTML. */
function plain(text: string | undefined): string | undefined {
  return text === undefined ? undefined : escapeHtml(text);
}

/**
 * The status and dates of an article. A published one without a date gets the date of its last
 * change or, without one, of its first import.
 */
function stateOf(line: ArticleLine, now: Date) {
  const publishedAt = dateIn(line.publishedAt);
  const updatedAt = dateIn(line.updatedAt);
  const isAhead = publishedAt !== undefined && publishedAt > now;
  const status = line.status ?? (isAhead ? 'SCHEDULED' : 'PUBLISHED');
  if (status === 'SCHEDULED' && publishedAt === undefined) {
    throw new BrokenRecord('expected `publishedAt` because the status is SCHEDULED, found nothing');
  }
  const isAssumed = publishedAt === undefined && status !== 'DRAFT';
  const assumed = updatedAt !== undefined && updatedAt < now ? updatedAt : now;
  return withoutUndefined({
    status,
    publishedAt: isAssumed ? assumed : publishedAt,
    isDateAssumed: isAssumed || undefined,
    updatedAt,
    withdrawnAt: dateIn(line.withdrawnAt),
  });
}

function dateIn(written: string | undefined): Date | undefined {
  return written === undefined ? undefined : momentOf(written);
}

function imageOf({ image }: ArticleLine): ImageEntry | undefined {
  return typeof image === 'string' ? { url: image } : image && withoutUndefined(image);
}

function relatedOf(
  { relatedPosts }: ArticleLine,
  identities: Identities,
): RelatedEntry[] | undefined {
  return relatedPosts?.map((relative) => {
    const { id, score, sharedTopics, sharedTerms } =
      typeof relative === 'object' ? relative : { id: relative };
    return withoutUndefined({
      ...(isOwnId(id) ? { id } : { identity: identities.of(id) }),
      score,
      sharedTopicIds: sharedTopics,
      sharedTerms,
    });
  });
}
