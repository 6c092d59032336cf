import type { Filter } from 'mongodb';
import type { Bounds } from '../../database/keyset.js';
import type { Reading } from '../../database/reading.js';
import type { ArticleDocument } from '../article/article.document.js';
import type { ArticleSelection } from '../article/article.list-request.js';
import { EVERYTHING } from '../article/article.lists.js';

// The only place that says what a reader may see: of articles, then of topics and authors, then of
// comments. Imports and jobs (`HOUSE`) see everything.

/**
 * Whether there is, or will be, a moment from which readers may see an article. If not, it is in no
 * list.
 */
export function canEverBeRead(
  card: Pick<ArticleDocument, 'status' | 'isProtected' | 'publishedAt'>,
): boolean {
  const isMeantToBeRead = card.status === 'PUBLISHED' || card.status === 'SCHEDULED';
  return isMeantToBeRead && !card.isProtected && card.publishedAt !== undefined;
}

/**
 * The filter that leaves the articles that may be seen in a reading.
 *
 * A scheduled article is in its lists with a date in the future, so it can be read from its moment
 * on without any job having run.
 */
export function visibleArticles(reading: Reading): Filter<ArticleDocument> {
  switch (reading.reader.kind) {
    case 'HOUSE':
      return {};
    case 'READER':
      return { lists: EVERYTHING, publishedAt: { $lte: reading.asOf } };
    default:
      return reading.reader satisfies never;
  }
}

/** A card that was read without that filter: itself if it may be seen, else `undefined`. */
export function asVisible<Card extends Pick<ArticleDocument, 'publishedAt' | 'lists'>>(
  reading: Reading,
  card: Card,
): (Card & { readonly publishedAt: Date }) | undefined {
  const { publishedAt, lists } = card;
  if (publishedAt === undefined) return undefined;
  const isVisible =
    reading.reader.kind === 'HOUSE' || (lists.includes(EVERYTHING) && publishedAt <= reading.asOf);
  return isVisible ? { ...card, publishedAt } : undefined;
}

/** Since when a reading may know that an article is withdrawn; `undefined` if it may not. */
export function withdrawnSince(
  { asOf }: Reading,
  { withdrawnAt }: Pick<ArticleDocument, 'withdrawnAt'>,
): Date | undefined {
  return withdrawnAt !== undefined && withdrawnAt <= asOf ? withdrawnAt : undefined;
}

/**
 * The window of a selection, which never reaches into a reader's future.
 *
 * Dates are whole milliseconds, so «before» is «at or before the last one»: the window then has one
 * upper end, which leaves the strict one to the place where a page begins.
 */
export function publicationBounds(
  reading: Reading,
  { from, until }: Pick<ArticleSelection, 'from' | 'until'>,
): Bounds {
  const ends = [
    ...(until === undefined ? [] : [until.getTime() - 1]),
    ...(reading.reader.kind === 'READER' ? [reading.asOf.getTime()] : []),
  ];
  return {
    ...(from === undefined ? {} : { from }),
    ...(ends.length === 0 ? {} : { upTo: new Date(Math.min(...ends)) }),
  };
}

/** A topic or an author: visible from a moment on; without one, readers never know of it. */
export interface ShownDocument {
  readonly shownFrom?: Date;
}

/** Whether a reading may know of a topic or an author. */
export function isShown({ reader, asOf }: Reading, { shownFrom }: ShownDocument): boolean {
  if (reader.kind === 'HOUSE') return true;
  return shownFrom !== undefined && shownFrom <= asOf;
}

/** The filter that leaves the topics or authors that a reading may know of. */
export function shownTo({ reader, asOf }: Reading): Filter<ShownDocument> {
  return reader.kind === 'HOUSE' ? {} : { shownFrom: { $lte: asOf } };
}

/** Whether what a source says of a topic or an author makes it visible earlier than it is. */
export function isShownEarlier(told: ShownDocument, known: ShownDocument): boolean {
  if (told.shownFrom === undefined) return false;
  return known.shownFrom === undefined || told.shownFrom < known.shownFrom;
}

/**
 * The state of the comments that readers may see, under an article that they may see. Comments in
 * any other state are in no list.
 */
export const VISIBLE_COMMENT_STATUS = 'APPROVED' as const;
