import { readingMinutes } from '../../content/reading-time.js';
import type {
  ArticleDocument,
  BodyDocument,
  RelatedDocument,
} from '../../editorial/article/article.document.js';
import { listKeys } from '../../editorial/article/article.lists.js';
import { bodyId } from '../../editorial/article/body.store.js';
import { MAX_RELATED } from '../../editorial/related/related.score.js';
import { canEverBeRead } from '../../editorial/visibility/visibility.js';
import type { ArticleAnalysis } from '../analysis/analyse.js';
import type { ArticleEntry, RelatedEntry } from '../entry.js';
import { articleKey, contentHash } from '../identity.js';
import { addressesOf, sourceOf } from './addresses.js';

/** The ids that the names in an entry resolve to, and what else its card needs. */
export interface ResolvedEntry {
  readonly articleId: string;
  readonly entryHash: string;
  readonly authorIds: readonly string[];
  readonly topicIds: readonly string[];
  /** `topicIds` and all their ancestors. */
  readonly topicPathIds: readonly string[];
  /** Number of comments that readers can see. */
  readonly commentCount: number;
}

/**
 * The moment of the import, and the later moment up to which scheduled articles have become public
 * while it runs.
 */
interface Moment {
  readonly now: Date;
  readonly readAsOf: Date;
}

/** A card and the body that it refers to, ready to be written. */
export interface MadeArticle {
  readonly card: ArticleDocument;
  readonly body: BodyDocument;
}

/**
 * Makes the card and the body of an entry. `previous` is the stored card, if there is one.
 *
 * Id and slugs of a stored article stay. The revision is incremented only if readers see a
 * difference.
 */
export function makeArticle(
  entry: ArticleEntry,
  analysis: ArticleAnalysis,
  resolved: ResolvedEntry,
  slugs: readonly string[],
  previous: ArticleDocument | undefined,
  moment: Moment,
): MadeArticle {
  const { html, text, links, keyTerms: _, ...shown } = analysis;
  const { articleId, commentCount, entryHash, ...ids } = resolved;
  const source = sourceOf(entry);
  const seen = {
    ...shown,
    ...ids,
    status: entry.status,
    ...(entry.isProtected ? { isProtected: true } : {}),
    ...(source === undefined ? {} : { source }),
    ...(entry.publishedAt === undefined ? {} : { publishedAt: entry.publishedAt }),
  };
  // Moving a topic changes the topic paths of its articles, but must not count as a change of the
  // articles.
  const { topicPathIds: _path, ...shownToReaders } = seen;
  const readerHash = contentHash({ seen: shownToReaders, html });
  const isSame = previous?.readerHash === readerHash && !isTouched(entry, previous);
  const revision = revisionOf(entry, previous, isSame);
  const addresses = addressesOf(entry.addresses, previous?.addresses);
  const withdrawnAt = withdrawal(entry, seen, previous, moment);
  const card: ArticleDocument = {
    _id: articleId,
    slugs,
    ...(addresses === undefined ? {} : { addresses }),
    ...seen,
    related: foundRelated(entry) ?? previous?.related ?? [],
    commentCount,
    ...(withdrawnAt === undefined ? {} : { withdrawnAt }),
    updatedAt: updatedAt(entry, previous, isSame, moment.now),
    revision,
    lists: canEverBeRead(seen)
      ? listKeys({ ...seen, minutes: readingMinutes(seen.readingSeconds) })
      : [],
    entryHash,
    readerHash,
  };
  const body = { _id: bodyId(card), articleId, revision, html, text, links };
  return { card, body };
}

/** Whether the source states another update time than the stored one. */
function isTouched({ updatedAt: declared }: ArticleEntry, previous: ArticleDocument): boolean {
  return declared !== undefined && declared.getTime() !== previous.updatedAt.getTime();
}

/**
 * The revision of the card. A new article takes it from an export of this gateway, or begins with
 * 1.
 */
function revisionOf(
  { revision = 1 }: ArticleEntry,
  previous: ArticleDocument | undefined,
  isSame: boolean,
): number {
  return previous === undefined ? revision : previous.revision + (isSame ? 0 : 1);
}

/** When an article that readers could see before was withdrawn; `undefined` for all others. */
function withdrawal(
  entry: ArticleEntry,
  card: Pick<ArticleDocument, 'status' | 'isProtected' | 'publishedAt'>,
  previous: ArticleDocument | undefined,
  { now, readAsOf }: Moment,
): Date | undefined {
  if (canEverBeRead(card)) return undefined;
  const known = entry.withdrawnAt ?? previous?.withdrawnAt;
  if (known !== undefined) return known;
  if (previous !== undefined && wasRead(previous, now)) return now;
  if (previous !== undefined && wasRead(previous, readAsOf)) return readAsOf;
  // An export states when an article was withdrawn. If it does not, readers never saw the article.
  if (entry.revision !== undefined) return undefined;
  const isRetired =
    card.status === 'ARCHIVED' && !card.isProtected && isPast(card.publishedAt, now);
  return isRetired ? (entry.updatedAt ?? card.publishedAt) : undefined;
}

function wasRead(card: ArticleDocument, now: Date): boolean {
  return canEverBeRead(card) && isPast(card.publishedAt, now);
}

function isPast(moment: Date | undefined, now: Date): boolean {
  return moment !== undefined && moment <= now;
}

/** The related posts in an entry that a gateway has computed; `undefined` if there are none. */
function foundRelated({
  relatedPosts = [],
  isRelated = false,
}: ArticleEntry): RelatedDocument[] | undefined {
  if (!isRelated && !relatedPosts.some(({ score }) => score !== undefined)) return undefined;
  return relatedPosts.slice(0, MAX_RELATED).map((each) => ({
    articleId: relatedId(each),
    score: each.score ?? 1,
    sharedTopicIds: each.sharedTopicIds ?? [],
    sharedTerms: each.sharedTerms ?? [],
  }));
}

/** Whether an entry contains all related posts, so that they need not be computed. */
export function bringsAllRelated(entry: ArticleEntry): boolean {
  return entry.isRelated ?? foundRelated(entry) !== undefined;
}

/** The ids of the related posts that an editor chose. */
export function chosenRelated(entry: ArticleEntry): string[] {
  const chosen = (entry.relatedPosts ?? []).filter(({ score }) => score === undefined);
  const ids = new Set(chosen.map(relatedId));
  ids.delete(articleKey(entry));
  return [...ids].slice(0, MAX_RELATED);
}

function relatedId({ id, identity = '' }: RelatedEntry): string {
  return articleKey({ identity, ...(id === undefined ? {} : { id }) });
}

function updatedAt(
  entry: ArticleEntry,
  previous: ArticleDocument | undefined,
  isSame: boolean,
  now: Date,
): Date {
  if (entry.updatedAt !== undefined) return entry.updatedAt;
  if (previous === undefined) return entry.publishedAt ?? now;
  return isSame ? previous.updatedAt : now;
}
