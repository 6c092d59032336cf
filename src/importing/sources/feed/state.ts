import type { ArticleEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { feedDate } from './dates.js';
import type { FeedSite } from './feed-site.js';
import type { FeedItem } from './item.js';

/** The publication status and dates of an item. */
export type ItemState = Pick<ArticleEntry, 'status'> &
  Partial<Pick<ArticleEntry, 'publishedAt' | 'updatedAt' | 'isDateAssumed'>>;

/** A date that is more than this ahead is a mistake, or a trick to stay first in lists. */
const FURTHEST_AHEAD = 366 * 24 * 60 * 60 * 1000;

/**
 * The status of an item, derived from its dates.
 *
 * An item with a future date is scheduled. Items of a feed are already published, so an item
 * without a valid date gets the date of the feed or of the import, marked as assumed: an existing
 * article keeps its date in that case.
 */
export function stateOf(item: FeedItem, site: FeedSite): ItemState {
  const { now, language } = site;
  const first = (dates: readonly string[]) =>
    dates
      .map((date) => feedDate(date, language))
      .find((date) => date !== undefined && date.getTime() - now.getTime() < FURTHEST_AHEAD);
  const updated = first(item.updated);
  const published = first(item.published) ?? updated;
  if (item.isDraft) return withoutUndefined({ status: 'DRAFT', publishedAt: published });
  if (published === undefined) {
    const made = first(site.dates);
    const publishedAt = made === undefined || made > now ? now : made;
    return { status: 'PUBLISHED', publishedAt, isDateAssumed: true };
  }
  const isLater = updated !== undefined && updated > published;
  return {
    status: published > now ? 'SCHEDULED' : 'PUBLISHED',
    publishedAt: published,
    ...(isLater ? { updatedAt: updated } : {}),
  };
}
