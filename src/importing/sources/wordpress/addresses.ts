import { bareHost } from '../../../content/bare-host.js';
import { percentDecoded } from '../../../content/percent-decoded.js';
import type { TopicEntry } from '../../../publishing/entry.js';
import { someOf, withoutUndefined } from '../../absence.js';
import { filled, type PermalinkParts, partsOf, patternOf } from './permalinks.js';
import type { ReadAhead } from './read-ahead.js';
import type { WordpressSite } from './site.js';
import type { Terms } from './terms.js';
import { metaOf, textOf, type XmlElement } from './xml-element.js';

/**
 * The earlier addresses of a post: its link, `?p=` with its number, and those with its earlier
 * slugs and dates. An unpublished post gets the address that it would have had.
 */
export function postAddresses(
  item: XmlElement,
  site: WordpressSite,
  { terms, permalinks }: ReadAhead,
): readonly string[] {
  const parts = partsOf(item, terms);
  const link = site.placed(textOf(item, 'link'));
  const own = patternOf(link, parts);
  const made = (changed: Iterable<readonly [string, string]> = []) => {
    const all = new Map([...parts, ...changed]);
    return own === undefined ? permalinks.addressOf(all) : filled(own, all);
  };
  const isPretty = link !== '' && !/[?&]p(?:age_id)?=\d/.test(link);
  const guid = textOf(item, 'guid');
  const id = parts.get('post_id');
  return present([
    link,
    isPretty ? '' : made(),
    ...metaOf(item, 'custom_permalink').map((path) => site.placed(`/${path.replace(/^\/+/, '')}`)),
    ...earlierParts(item, parts).map(made),
    isAddressOf(guid, id, [site.placed('/'), link]) ? guid : '',
    id === undefined ? '' : site.placed(`/?p=${id}`),
  ]);
}

/** Whether a guid is the address of this post; a copied post keeps the guid of the original. */
function isAddressOf(guid: string, id: string | undefined, own: readonly string[]): boolean {
  if (!/^https?:\/\/./i.test(guid)) return false;
  const number = /[?&;]p(?:age_id)?=(\d+)/.exec(guid)?.[1];
  return (
    number === undefined || number === id || !own.some((url) => bareHost(url) === bareHost(guid))
  );
}

/** The topic with the addresses of its archive, by the default patterns of WordPress. */
export function withAddresses(topic: TopicEntry, site: WordpressSite, terms: Terms): TopicEntry {
  const id = terms.idOf(topic);
  const [folder, name] = topic.taxonomy === 'TAG' ? ['tag', 'tag'] : ['category', 'category_name'];
  const addresses = topic.addresses ?? [
    `/${folder}/${terms.pathOf(topic)}/`,
    `/${folder}/${topic.slug}/`,
    `/?${name}=${encodeURIComponent(topic.slug)}`,
    topic.taxonomy === 'TAG' || id === '' ? '' : `/?cat=${id}`,
  ];
  const placed = addresses.map((path) => (path === '' ? '' : site.placed(path)));
  return withoutUndefined({ ...topic, addresses: someOf(present(placed)) });
}

/** Maximum number of combinations of earlier slugs and dates; no real post has had as many. */
const MAX_EARLIER = 200;

/** The earlier slugs and dates of a published post, which WordPress stores, in combination. */
function earlierParts(item: XmlElement, parts: PermalinkParts): (readonly [string, string])[][] {
  const slugs = ['', ...metaOf(item, '_wp_old_slug').slice(0, MAX_EARLIER).map(percentDecoded)];
  const days = ['', ...metaOf(item, '_wp_old_date').slice(0, MAX_EARLIER)];
  const earlier = days.flatMap((day) =>
    slugs.flatMap((slug) => {
      const [, year, monthnum, date] = /^(\d{4})-(\d\d)-(\d\d)/.exec(day) ?? [];
      const changed = Object.entries({ year, monthnum, day: date, postname: slug }).flatMap(
        ([name, value]) => (value ? [[name, value] as const] : []),
      );
      return changed.length === 0 || parts.size === 0 ? [] : [changed];
    }),
  );
  return earlier.slice(0, MAX_EARLIER);
}

function present(addresses: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(addresses)].flatMap((address) => (address ? [address] : []));
}
