import type { Filter } from 'mongodb';
import type { Bounds } from '../../database/keyset.js';
import type { ReadContext } from '../../database/read-context.js';
import type { ArticleDocument } from '../article/article.document.js';
import type { ArticleSelection } from '../article/article.list-request.js';
import { EVERYTHING } from '../article/article.lists.js';

// All rules about what a reader may see are in this file: first articles, then topics and authors,
// then comments. Imports and jobs (`HOUSE`) see everything.

/** Whether readers can see an article now or at a later moment. If not, it is in no list. */
export function canEverBeRead(
  card: Pick<ArticleDocument, 'status' | 'isProtected' | 'publishedAt'>,
): boolean {
  const isMeantToBeRead = card.status === 'PUBLISHED' || card.status === 'SCHEDULED';
  return isMeantToBeRead && !card.isProtected && card.publishedAt !== undefined;
}

/**
 * The filter for articles that are visible in a read context.
 *
 * A scheduled article is in its lists with a date in the future, so it becomes visible at that
 * moment without a job.
 */
export function visibleArticles(readContext: ReadContext): Filter<ArticleDocument> {
  switch (readContext.reader.kind) {
    case 'SYSTEM':
      return {};
    case 'READER':
      return { lists: EVERYTHING, publishedAt: { $lte: readContext.asOf } };
    default:
      return readContext.reader satisfies never;
  }
}

/** A card that was read without this filter: the card if it is visible, otherwise `undefined`. */
export function asVisible<Card extends Pick<ArticleDocument, 'publishedAt' | 'lists'>>(
  readContext: ReadContext,
  card: Card,
): (Card & { readonly publishedAt: Date }) | undefined {
  const { publishedAt, lists } = card;
  if (publishedAt === undefined) return undefined;
  const isVisible =
    readContext.reader.kind === 'SYSTEM' ||
    (lists.includes(EVERYTHING) && publishedAt <= readContext.asOf);
  return isVisible ? { ...card, publishedAt } : undefined;
}

/** The moment of an article's withdrawal; `undefined` if it is not withdrawn at that time. */
export function withdrawnSince(
  { asOf }: ReadContext,
  { withdrawnAt }: Pick<ArticleDocument, 'withdrawnAt'>,
): Date | undefined {
  return withdrawnAt !== undefined && withdrawnAt <= asOf ? withdrawnAt : undefined;
}

/**
 * The publication window of a selection; for readers it ends at the current time at the latest.
 *
 * Dates are whole milliseconds, so "before" a moment is "at or before" the previous millisecond.
 * The window then needs only one inclusive upper bound, and the exclusive one is free for the
 * position where a page begins.
 */
export function publicationBounds(
  readContext: ReadContext,
  { from, until }: Pick<ArticleSelection, 'from' | 'until'>,
): Bounds {
  const ends = [
    ...(until === undefined ? [] : [until.getTime() - 1]),
    ...(readContext.reader.kind === 'READER' ? [readContext.asOf.getTime()] : []),
  ];
  return {
    ...(from === undefined ? {} : { from }),
    ...(ends.length === 0 ? {} : { upTo: new Date(Math.min(...ends)) }),
  };
}

/** A topic or an author. It is visible from `shownFrom` on; without that, readers never see it. */
export interface ShownDocument {
  readonly shownFrom?: Date;
}

/** Whether a topic or an author is visible in a read context. */
export function isShown({ reader, asOf }: ReadContext, { shownFrom }: ShownDocument): boolean {
  if (reader.kind === 'SYSTEM') return true;
  return shownFrom !== undefined && shownFrom <= asOf;
}

/** The filter for topics or authors that are visible in a read context. */
export function shownTo({ reader, asOf }: ReadContext): Filter<ShownDocument> {
  return reader.kind === 'SYSTEM' ? {} : { shownFrom: { $lte: asOf } };
}

/** Whether a source's description makes a topic or an author visible earlier than it is stored. */
export function isShownEarlier(declared: ShownDocument, known: ShownDocument): boolean {
  if (declared.shownFrom === undefined) return false;
  return known.shownFrom === undefined || declared.shownFrom < known.shownFrom;
}

/**
 * The state of comments that readers may see if they may see the article. Comments in any other
 * state are in no list.
 */
export const VISIBLE_COMMENT_STATUS = 'APPROVED' as const;
