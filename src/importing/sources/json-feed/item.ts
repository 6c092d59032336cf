import type { JsonFeed } from 'feedsmith';
import { withoutUndefined } from '../../absence.js';
import { firstNames } from '../feed/authors.js';
import type { FeedFacts, FeedItem } from '../feed/item.js';
import { enclosed } from '../feed/media.js';
import { addresses, unlabelled, written } from '../feed/written.js';

/** The data of an item of a JSON Feed (1.0 or 1.1). */
export function jsonItem(item: JsonFeed.Item<string>): FeedItem {
  const { content_html, content_text, summary } = item;
  const full = [
    ...unlabelled(content_html).map(({ value }) => ({ value, isHtml: true })),
    ...unlabelled(content_text).map(({ value }) => ({ value, isHtml: false })),
  ];
  const own = [...written(item.url), ...addresses(item.id)];
  const summed = unlabelled(summary);
  const files = enclosed(
    (item.attachments ?? []).map(({ url, mime_type }) => ({ url, type: mime_type })),
  );
  const images = written(item.image, item.banner_image).map((url) => ({ url }));
  return withoutUndefined({
    id: item.id || undefined,
    links: own.length > 0 ? own : written(item.external_url),
    leadsTo: item.external_url,
    title: unlabelled(item.title)[0],
    texts: [...full, ...summed],
    summaries: full.length > 0 ? summed : [],
    published: written(item.date_published),
    updated: written(item.date_modified),
    authors: namesOf(item.authors),
    topics: written(...(item.tags ?? [])),
    pictures: [...images, ...files.pictures],
    media: files.media,
    language: item.language,
  });
}

/** The data of a JSON Feed itself. */
export function jsonFacts(feed: JsonFeed.Feed<string>): FeedFacts {
  return withoutUndefined({
    title: unlabelled(feed.title)[0],
    description: unlabelled(feed.description)[0],
    link: feed.home_page_url,
    self: feed.feed_url,
    language: feed.language,
    authors: namesOf(feed.authors),
    dates: [],
  });
}

function namesOf(authors: JsonFeed.Item<string>['authors'] = []): string[] {
  return firstNames(authors.map(({ name }) => name));
}
