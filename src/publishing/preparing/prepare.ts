import type { ArticleDocument, BodyDocument } from '../../editorial/article/article.document.js';
import type { NewFeatures } from '../../editorial/related/features.writing.js';
import { featuresOf, inColumns } from '../../editorial/related/related.features.js';
import { canEverBeRead } from '../../editorial/visibility/visibility.js';
import type { CommentDocument } from '../../readers/comment/comment.document.js';
import type { ShareCountDocument } from '../../readers/share/share.document.js';
import type { ArticleAnalysis } from '../analysis/analyse.js';
import type { AnalysisResult } from '../analysis/analysis.js';
import type { ArticleEntry } from '../entry.js';
import { articleKey, authorKey, topicKey } from '../identity.js';
import type { PlannedEntry } from '../planning/plan.js';
import { articleSlugs } from '../slugs/asked-slug.js';
import { bringsAllRelated, chosenRelated, makeArticle } from './card.js';
import { makeComments } from './comments.js';

/** All documents of one entry that are to be written. */
export interface Prepared {
  readonly kind: 'PREPARED';
  readonly entry: ArticleEntry;
  /** The stored card that it replaces; `undefined` for a new article. */
  readonly previous: ArticleDocument | undefined;
  readonly card: ArticleDocument;
  readonly body: BodyDocument;
  readonly comments: readonly CommentDocument[];
  readonly shares: ShareCountDocument | undefined;
  readonly features: NewFeatures;
}

/**
 * Whether the card already matches its entry, and is only written again to repair the documents
 * around it.
 */
export function isRestored({ card, previous }: Prepared): boolean {
  return previous?.entryHash === card.entryHash;
}

/** A rejected entry, with a reason for the editor. */
export interface Refused {
  readonly kind: 'REFUSED';
  readonly reason: string;
}

/** What preparing an entry needs besides the entry. */
export interface Surroundings {
  /** The moment of the import. It is stored in the documents. */
  readonly now: Date;
  /** Up to when scheduled articles have become public by now; later than `now` in a long import. */
  readonly readAsOf: Date;
  readonly topicPathIds: (topicIds: readonly string[]) => readonly string[];
}

/** MongoDB limits a document to 16 MiB; the fields besides the text need little. */
const MAX_BODY_BYTES = 15_000_000;

/** Makes all documents of an analysed entry. Writes nothing. */
export function prepareArticle(
  { entry, hash: entryHash, previous }: PlannedEntry,
  measuring: AnalysisResult,
  surroundings: Surroundings,
): Prepared | Refused {
  if (entry.publishedAt === undefined && entry.status !== 'DRAFT') {
    return refused(
      `Expected a publication date for an article with the status ${entry.status}, found none. Add a date, or make it a draft.`,
    );
  }
  if (measuring.kind === 'UNMEASURABLE') {
    const { reason } = measuring;
    return refused(
      `Expected an article that can be analysed, found content that fails: ${reason}.`,
    );
  }
  const { article: analysis } = measuring;
  const bytes = Buffer.byteLength(analysis.html) + Buffer.byteLength(analysis.text);
  if (bytes > MAX_BODY_BYTES) {
    return refused(`Expected a text of at most ${MAX_BODY_BYTES} bytes, found ${bytes}.`);
  }
  const articleId = articleKey(entry);
  const comments = makeComments(articleId, entry.comments ?? []);
  const topicIds = unique(entry.topics.map(topicKey));
  const resolved = {
    articleId,
    entryHash,
    authorIds: unique(entry.authors.map(authorKey)),
    topicIds,
    topicPathIds: surroundings.topicPathIds(topicIds),
    commentCount: comments.filter(({ list }) => list !== undefined).length,
  };
  const slugs = articleSlugs(entry, analysis, previous);
  const dated = withKeptDate(entry, previous);
  const made = makeArticle(dated, analysis, resolved, slugs, previous, surroundings);
  return {
    kind: 'PREPARED',
    entry,
    previous,
    ...made,
    comments,
    shares: entry.shares === undefined ? undefined : { _id: articleId, channels: entry.shares },
    features: featuresFor(entry, made.card, analysis),
  };
}

function refused(reason: string): Refused {
  return { kind: 'REFUSED', reason };
}

/**
 * Replaces a guessed date by the stored one; otherwise an article without a date would move with
 * each import.
 */
function withKeptDate(entry: ArticleEntry, previous: ArticleDocument | undefined): ArticleEntry {
  const known = entry.isDateAssumed ? previous?.publishedAt : undefined;
  return known === undefined ? entry : { ...entry, publishedAt: known };
}

function featuresFor(
  entry: ArticleEntry,
  card: ArticleDocument,
  analysis: ArticleAnalysis,
): NewFeatures {
  const chosenIds = chosenRelated(entry);
  const features = canEverBeRead(card)
    ? featuresOf({
        language: card.language,
        terms: analysis.keyTerms,
        topicIds: card.topicIds,
        topicPathIds: card.topicPathIds,
      })
    : [];
  return {
    _id: card._id,
    ...inColumns(features),
    ...(chosenIds.length === 0 ? {} : { chosenIds }),
    ...(bringsAllRelated(entry) ? { isRelated: true } : {}),
    ...(card.publishedAt === undefined ? {} : { publishedAt: card.publishedAt }),
  };
}

function unique(list: readonly string[]): string[] {
  return [...new Set(list)];
}
