import { createHash } from 'node:crypto';
import { bareHost } from '../../../content/bare-host.js';
import { withoutEnd } from '../../../content/without-end.js';
import { webAddress, withoutScheme } from './addresses.js';
import type { FeedFacts, FeedItem } from './item.js';

/** Whose the items of a feed are. */
export interface SiteIdentity {
  /** What tells the site from others: its address, or what the feed has instead of one. */
  readonly identity: string;
  /** Of that address, if the feed tells one. */
  readonly host?: string | undefined;
}

/**
 * Whose the items of a feed are, as far as it says so: whether it was fetched or came as a file
 * must not matter. Where it says nothing at all, the address it was fetched from stands for it, as
 * it would share its items with every other such feed otherwise.
 */
export function siteIdentity({ link, self, title }: FeedFacts, fetched?: string): SiteIdentity {
  const address = webAddress(link ?? '') ?? webAddress(self ?? '');
  if (address !== undefined) return { identity: bare(address), host: bareHost(address) };
  const name = (title?.value ?? '').trim().toLowerCase();
  return { identity: name === '' && fetched !== undefined ? bare(fetched) : name };
}

function bare(address: string): string {
  return withoutEnd(withoutScheme(address), '/').toLowerCase();
}

/** What an item is known by. */
export interface ItemIdentity {
  readonly identity: string;
  /** What it was known by as long as its feed gave the id to it alone, or to others as well. */
  readonly formerIdentity?: string;
}

/**
 * What an item is known by, over imports and for ever: its guid or id; without one its address;
 * without that a hash of title and date.
 *
 * `isShared` tells that the feed gives the id to several items, as some do with the address of the
 * site; then the item's own words part them. A feed may begin with that, or end it, from one import
 * to the next.
 */
export function itemIdentity(
  item: FeedItem,
  site: SiteIdentity,
  address: string | undefined,
  isShared: boolean,
): ItemIdentity {
  const id = item.id?.trim() || address;
  const title = item.title?.value ?? item.texts[0]?.value ?? '';
  if (id === undefined) {
    return { identity: `feed:${site.identity}:#${hashOf(title, item.published[0] ?? '')}` };
  }
  const alone = `feed:${idAt(site, id)}`;
  const among = `${alone}#${hashOf(title, address ?? '')}`;
  return isShared
    ? { identity: among, formerIdentity: alone }
    : { identity: alone, formerIdentity: among };
}

/**
 * An id as it is unique among all feeds.
 *
 * One that is an address of the site itself is so, and all feeds of the site share the item. Any
 * other belongs to the site that says it: a feed could overwrite the articles of another if it only
 * had to write down their addresses, and one that gathers items of many would do so unasked.
 */
function idAt({ identity, host }: SiteIdentity, id: string): string {
  const claimed = claimedHost(id);
  if (claimed === undefined) return `${identity}:${id}`;
  const isOwn = host !== undefined && claimed === host;
  return isOwn ? withoutScheme(id) : `${host ?? identity}:${withoutScheme(id)}`;
}

const TAG_AUTHORITY = /^tag:(?:[^@,:/]*@)?(?:www\.)?([^@,:/]+)/i;

/** The host that an id speaks for: '' if it is of no site's, `undefined` if it is a mere name. */
function claimedHost(id: string): string | undefined {
  if (/^https?:\/\/./i.test(id)) return bareHost(id) ?? '';
  if (/^tag:./i.test(id)) return TAG_AUTHORITY.exec(id)?.[1]?.toLowerCase() ?? '';
  return /^urn:./i.test(id) ? '' : undefined;
}

function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);
}
