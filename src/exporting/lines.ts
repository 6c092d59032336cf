import type {
  ArticleDocument,
  BodyDocument,
  ImageDocument,
} from '../editorial/article/article.document.js';
import type { AuthorDocument } from '../editorial/author/author.document.js';
import type { FeaturesDocument } from '../editorial/related/features.document.js';
import type { SiteDocument } from '../editorial/site/site.document.js';
import type { TopicDocument } from '../editorial/topic/topic.document.js';
import type {
  ArticleLine,
  AuthorLine,
  AuthorReference,
  CommentOfLine,
  SiteLine,
  TopicLine,
  TopicReference,
} from '../json-lines/shape.js';
import type { CommentDocument } from '../readers/comment/comment.document.js';
import { SHARE_CHANNELS, type ShareCountDocument } from '../readers/share/share.document.js';
import { addressesIn } from './addresses.js';

// Properties are written in the order of the code, and absent values are left out, so that the
// same database always gives the same file.

/** The line of the site; `unsettledFrom` is when the clock must settle an article next, if any. */
export function siteLine(site: SiteDocument, unsettledFrom: Date | undefined): SiteLine {
  const { name, description, language } = site;
  return {
    kind: 'site',
    name,
    description,
    language,
    unsettledFrom: unsettledFrom?.toISOString(),
  };
}

/**
 * The line of an author, with the date from which readers see the author. A future date is left
 * out: it comes from a scheduled article, and the import derives it from that article again.
 */
export function authorLine(author: AuthorDocument, asOf: Date): AuthorLine {
  const { _id, slug, name, bio, shownFrom } = author;
  return {
    kind: 'author',
    id: _id,
    slug,
    name,
    bio,
    shownFrom: shownFrom && shownFrom <= asOf ? shownFrom.toISOString() : undefined,
    addresses: addressesIn(author.addresses),
  };
}

/** The line of a topic; the line of its parent must be written before it. */
export function topicLine(topic: TopicDocument, asOf: Date): TopicLine {
  const { _id, taxonomy, slug, name, description, parentId, shownFrom } = topic;
  return {
    kind: 'topic',
    id: _id,
    taxonomy,
    slug,
    name,
    description,
    parent: parentId,
    isShown: shownFrom && shownFrom <= asOf ? undefined : false,
    addresses: addressesIn(topic.addresses),
  };
}

/** How articles refer to their authors and topics, by id. */
export interface References {
  readonly authors: ReadonlyMap<string, AuthorReference>;
  readonly topics: ReadonlyMap<string, TopicReference>;
}

/** The other documents of an article. */
export interface ArticleParts {
  readonly body: BodyDocument | undefined;
  readonly shares: ShareCountDocument | undefined;
  readonly signal: FeaturesDocument | undefined;
  readonly names: References;
}

/** The line of an article, without its comments. */
export function articleLine(card: ArticleDocument, parts: ArticleParts): ArticleLine {
  const { _id, title, standfirst, excerpt, language, status, isProtected, revision } = card;
  const [slug, ...oldSlugs] = card.slugs;
  return {
    kind: 'article',
    id: _id,
    title,
    slug,
    oldSlugs: oldSlugs.length === 0 ? undefined : oldSlugs,
    addresses: addressesIn(card.addresses),
    standfirst,
    excerpt,
    language,
    status,
    isProtected,
    publishedAt: card.publishedAt?.toISOString(),
    updatedAt: card.updatedAt.toISOString(),
    withdrawnAt: card.withdrawnAt?.toISOString(),
    authors: card.authorIds.flatMap((id) => parts.names.authors.get(id) ?? []),
    topics: card.topicIds.flatMap((id) => parts.names.topics.get(id) ?? []),
    source: sourceIn(card),
    image: card.image && imageIn(card.image),
    relatedPosts: relatedIn(card, parts.signal?.chosenIds),
    isRelated: parts.signal && parts.signal.staleness === undefined,
    shares: parts.shares && sharesIn(parts.shares),
    revision,
    html: parts.body?.html ?? '',
  };
}

/** A comment in the line of its article. */
export function commentOfLine(comment: CommentDocument): CommentOfLine {
  const { _id, parentId, authorName, body, status, createdAt } = comment;
  return {
    id: _id,
    parent: parentId,
    authorName,
    body,
    status,
    createdAt: createdAt.toISOString(),
  };
}

function sourceIn({ source }: ArticleDocument): ArticleLine['source'] {
  return source && { name: source.name, url: source.url, guid: source.guid };
}

function imageIn({ url, alt, caption, credit, width, height }: ImageDocument) {
  return { url, alt, caption, credit, width, height };
}

/** Related posts chosen by an editor are written without a score, which marks them as chosen. */
function relatedIn(
  { related }: ArticleDocument,
  chosenIds: readonly string[] = [],
): ArticleLine['relatedPosts'] {
  const listed = new Set(related.map(({ articleId }) => articleId));
  const waiting = chosenIds.filter((id) => !listed.has(id)).map((id) => ({ id }));
  const known = related.map(({ articleId, score, sharedTopicIds, sharedTerms }) => ({
    id: articleId,
    score: chosenIds.includes(articleId) ? undefined : score,
    sharedTopics: [...sharedTopicIds],
    sharedTerms: [...sharedTerms],
  }));
  return [...waiting, ...known];
}

function sharesIn({ channels }: ShareCountDocument): ArticleLine['shares'] {
  const counts = SHARE_CHANNELS.map((channel) => [channel, channels[channel]] as const);
  return Object.fromEntries(counts.filter(([, count]) => count !== undefined));
}
