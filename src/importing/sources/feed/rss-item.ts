import type { RssFeed } from 'feedsmith';
import { withoutUndefined } from '../../absence.js';
import { contentText } from './atom-item.js';
import { firstNames } from './authors.js';
import type { FeedFacts, FeedItem, WrittenText } from './item.js';
import { enclosed, mediaOf, mediaTexts } from './media.js';
import { addresses, unlabelled, written } from './written.js';

/** An RSS item (or RDF) as the parser returns it. */
export type ReadRssItem = RssFeed.Item<string>;

/**
 * The data of an RSS item, from its own elements and those of `content`, `dc`, `dcterms`, `media`,
 * `itunes`, `thr` and `atom`. `about` is the item's `rdf:about`.
 */
export function rssItem(item: ReadRssItem, about: string | undefined): FeedItem {
  const { atom, content, dc, dcterms, guid, itunes, media, thr } = item;
  const full = unlabelled(content?.encoded, contentText(atom?.content)?.value);
  const described = unlabelled(item.description);
  const short = unlabelled(itunes?.summary, itunes?.subtitle, ...(dc?.descriptions ?? []));
  const hasText = full.length + described.length + short.length > 0;
  const shown = mediaOf(media, hasText);
  const files = enclosed(item.enclosures ?? []);
  const drawn = itunes?.image === undefined ? [] : [{ url: itunes.image, isThumbnail: true }];
  return withoutUndefined({
    id: guid?.value ?? about,
    links: linksOf(item, about),
    title: titleOf(item),
    texts: [...full, ...described, ...short, ...mediaTexts(media)],
    summaries: full.length > 0 ? [...described, ...short] : short,
    published: written(
      item.pubDate,
      dcterms?.issued?.[0],
      dcterms?.created?.[0],
      dc?.dates?.[0],
      atom?.published,
    ),
    updated: written(dcterms?.modified?.[0], atom?.updated),
    authors: authorsOf(item),
    topics: written(
      ...(item.categories ?? []).map(({ name }) => name),
      ...(dc?.subjects ?? []),
      ...(itunes?.keywords ?? []),
    ),
    pictures: [...shown.pictures, ...files.pictures, ...drawn],
    media: [...shown.media, ...files.media],
    language: dc?.languages?.[0] ?? item.xml?.lang,
    base: item.xml?.base,
    sourceName: item.source?.title,
    otherKind: (thr?.inReplyTos ?? []).length > 0 ? 'comment' : undefined,
  });
}

/** The data of an RSS channel itself. */
export function rssFacts(feed: RssFeed.Feed<string>): FeedFacts {
  const { atom, dc, itunes } = feed;
  const self = atom?.links?.find(({ rel }) => rel === 'self')?.href;
  return withoutUndefined({
    title: unlabelled(feed.title, dc?.titles?.[0])[0],
    description: unlabelled(feed.description, itunes?.summary)[0],
    link: feed.link || undefined,
    self,
    language: feed.language ?? dc?.languages?.[0] ?? feed.xml?.lang,
    base: feed.xml?.base,
    authors: firstNames(dc?.creators ?? [], [itunes?.author]),
    dates: written(feed.lastBuildDate, feed.pubDate, dc?.dates?.[0], atom?.updated),
  });
}

/** The page of an item; a guid that is an address counts, unless `isPermaLink` is false. */
function linksOf(item: ReadRssItem, about: string | undefined): readonly string[] {
  const alternate = item.atom?.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href;
  const permanent = item.guid?.isPermaLink === false ? undefined : item.guid?.value;
  return [...written(item.link, alternate), ...addresses(permanent, about)];
}

function titleOf({ title, dc, itunes, media }: ReadRssItem): WrittenText | undefined {
  return unlabelled(title, dc?.titles?.[0], itunes?.title, media?.title?.value)[0];
}

function authorsOf({ atom, authors = [], dc, dcterms, itunes }: ReadRssItem): string[] {
  return firstNames(
    dc?.creators ?? [],
    dcterms?.creators ?? [],
    authors.map(({ name, email }) => name ?? email),
    (atom?.authors ?? []).map(({ name }) => name),
    [itunes?.author],
  );
}
