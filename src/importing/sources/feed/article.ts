import type { ArticleEntry, SourceRecord, TopicEntry } from '../../../publishing/entry.js';
import { someOf, withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import { languageAtSite } from '../site-language.js';
import { topicSlug } from '../topic-slug.js';
import { slugInAddress, webAddress } from './addresses.js';
import { authorsOf } from './authors.js';
import { textHtml, withBelongings } from './body.js';
import type { FeedSite } from './feed-site.js';
import { itemIdentity } from './identity.js';
import type { FeedItem } from './item.js';
import { picturesOf } from './pictures.js';
import { stateOf } from './state.js';
import { excerptWithoutTeaser, standfirstOf } from './summary.js';
import { titleText } from './title.js';
import { withoutOrnaments } from './tracking-pixels.js';
import { addresses } from './written.js';

/** The place of an item for messages, and whether other items of its feed have the same id. */
export interface ItemPlace {
  readonly place: string;
  readonly isShared: boolean;
}

/** The record of an item: an article, or the reason why it is skipped or fails. */
export function recordOf(
  item: FeedItem,
  site: FeedSite,
  { place, isShared }: ItemPlace,
): SourceRecord {
  const title = item.title === undefined ? '' : titleText(item.title);
  const declared = withoutUndefined({ place, title: title || undefined });
  if (item.otherKind !== undefined) return { kind: 'SKIPPED', ...declared, reason: item.otherKind };
  const base = site.baseOf(item);
  const address = addressOf(item, base);
  const text = readable(item);
  const html = htmlOf(item, text, base);
  if (title === '' && html.html === '') {
    const reason = 'expected a title or a text, found neither';
    return { kind: 'FAILED', ...declared, reason };
  }
  const standfirst = standfirstOf(item.summaries, text);
  const article: ArticleEntry = withoutUndefined({
    ...itemIdentity(item, site.identity, addressOf(item, site.declaredBaseOf(item)), isShared),
    place,
    title,
    html: html.html,
    image: html.image,
    standfirst,
    excerpt: standfirst === undefined ? excerptWithoutTeaser(text) : undefined,
    ...stateOf(item, site),
    ...addressFields(item, site, address),
    addresses: someOf(ownAddresses(item, site, isShared)),
    language: site.canonical(item.language) ?? languageAtSite(site.language, text),
    authors: authorsOf(
      item.authors.length > 0 ? item.authors : site.authors,
      site.identity.identity,
    ),
    topics: topicsOf(item.topics),
  });
  return { kind: 'ARTICLE', ...article };
}

/** The first text with visible content, as HTML; '' if there is none. */
function readable(item: FeedItem): string {
  const htmls = item.texts.map((text) => withoutOrnaments(textHtml(text)));
  return htmls.find((html) => /<(?:img|iframe|video|audio)\b/i.test(html) || says(html)) ?? '';
}

function says(html: string): boolean {
  return plainText(html.slice(0, 5000)) !== '' || plainText(html) !== '';
}

function htmlOf(item: FeedItem, text: string, base: string | undefined) {
  const { image, others } = picturesOf(item.pictures, base, /<img\s/i.test(text));
  const media = item.media.flatMap(({ kind, url }) => {
    const address = webAddress(url, base);
    return address === undefined ? [] : [{ kind, url: address }];
  });
  const { videoId } = item;
  const elsewhere = webAddress(item.leadsTo ?? '', base);
  // If the item has no page of its own, the linked page is its page.
  const leadsTo = elsewhere === addressOf(item, base) ? undefined : elsewhere;
  const html = withBelongings(text, { pictures: others, media, videoId, leadsTo });
  return { image, html };
}

function addressOf({ links }: FeedItem, base: string | undefined): string | undefined {
  for (const link of links) {
    const address = webAddress(link, base);
    if (address !== undefined) return address;
  }
  return undefined;
}

/**
 * The addresses of an item at its own site: its links, and its id if that is an address, permanent
 * or not (WordPress's `?p=12`). Pages on other sites are left out.
 */
function ownAddresses(item: FeedItem, site: FeedSite, isShared: boolean): string[] {
  const written = isShared ? item.links.slice(0, 1) : [...item.links, ...addresses(item.id)];
  const own = written.flatMap((link) => {
    const address = webAddress(link, site.baseOf(item));
    return address !== undefined && site.owns(address) ? [address] : [];
  });
  return [...new Set(own)];
}

/** The fields derived from the page of an item; a page on another site is only its source. */
function addressFields(item: FeedItem, site: FeedSite, address: string | undefined) {
  const isOwn = address !== undefined && site.owns(address);
  return withoutUndefined({
    slug: isOwn ? slugInAddress(address) : undefined,
    baseUrl: site.textBaseOf(item, address),
    source: withoutUndefined({
      name: plainText(item.sourceName ?? '') || site.name || undefined,
      url: address,
      guid: item.id?.trim() || undefined,
    }),
  });
}

/**
 * The topics of an item, all of them tags: feeds do not distinguish categories from tags. The
 * scheme of a category names its vocabulary, not its kind.
 */
function topicsOf(written: readonly string[]): TopicEntry[] {
  const topics = new Map<string, TopicEntry>();
  for (const text of written) {
    const name = titleText({ value: text });
    const slug = topicSlug(name);
    if (name !== '' && !topics.has(slug)) topics.set(slug, { taxonomy: 'TAG', slug, name });
  }
  return [...topics.values()];
}
