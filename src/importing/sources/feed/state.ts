import type { ArticleEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { feedDate } from './dates.js';
import type { FeedSite } from './feed-site.js';
import type { FeedItem } from './item.js';

/** Whether and since when an item can be read. */
export type ItemState = Pick<ArticleEntry, 'status'> &
  Partial<Pick<ArticleEntry, 'publishedAt' | 'updatedAt' | 'isDateAssumed'>>;

/** A date further ahead than this is a mistake, or a trick to stay on top. */
const FURTHEST_AHEAD = 366 * 24 * 60 * 60 * 1000;

/**
 * The state of an item by its dates.
 *
 * A date ahead of now schedules it. An item of a feed is published already, so one without a date
 * that can be read gets the feed's own or that of the import, marked as assumed: an article that is
 * there keeps the one that it has.
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
