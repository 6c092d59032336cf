import type { Filter } from 'mongodb';
import type { Bounds } from '../../database/keyset.js';
import type { Reading } from '../../database/reading.js';
import type { ArticleDocument } from '../article/article.document.js';
import type { ArticleSelection } from '../article/article.list-request.js';
import { EVERYTHING } from '../article/article.lists.js';

/**
 * The filter that leaves only what may be seen in a reading: the one place that says so.
 *
 * A draft, an archived and a protected article stand in no list; a scheduled one stands in its
 * lists with a date in the future, so it can be read from its moment on without any job having run.
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

/** A card that was read without that filter: itself if it may be seen, else nothing. */
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

/**
 * The window of a selection, which never reaches into a reader's future.
 *
 * Dates are whole milliseconds, so «before» is «at or before the last one»: the window then has one
 * upper end, which leaves the strict one to the place where a page begins.
 */
export function publicationBounds(reading: Reading, { from, until }: ArticleSelection): Bounds {
  const ends = [
    ...(until === undefined ? [] : [until.getTime() - 1]),
    ...(reading.reader.kind === 'READER' ? [reading.asOf.getTime()] : []),
  ];
  return {
    ...(from === undefined ? {} : { from }),
    ...(ends.length === 0 ? {} : { upTo: new Date(Math.min(...ends)) }),
  };
}
