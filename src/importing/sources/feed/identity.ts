import { createHash } from 'node:crypto';
import { bareHost } from '../../../content/bare-host.js';
import { withoutEnd } from '../../../content/without-end.js';
import { webAddress, withoutScheme } from './addresses.js';
import type { FeedFacts, FeedItem } from './item.js';

/** The site that the items of a feed belong to. */
export interface SiteIdentity {
  /** A unique key of the site: its address, or what the feed has instead. */
  readonly identity: string;
  /** The host of that address, if there is one. */
  readonly host?: string | undefined;
}

/**
 * The site that the items of a feed belong to, according to the feed itself: it must not matter
 * whether the feed was fetched or read from a file. Only if the feed says nothing, the address it
 * was fetched from is used; otherwise all such feeds would share their items.
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

/** The identity of an item. */
export interface ItemIdentity {
  readonly identity: string;
  /** Its identity if the id became shared by several items, or stopped being shared, since then. */
  readonly formerIdentity?: string;
}

/**
 * The identity of an item, stable over imports: its guid or id, else its address, else a hash of
 * its title and date.
 *
 * With `isShared`, the feed gives the id to several items (such as the address of the site), and a
 * hash of the title and address is added. A feed can begin or stop doing so between two imports;
 * `formerIdentity` covers that.
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
 * An id in a form that is unique among all feeds.
 *
 * An id that is an address of the site itself is used alone, so that all feeds of the site share
 * the item. Any other id is prefixed with the site. Otherwise a feed could overwrite articles of
 * another site by using their addresses; a feed that collects items of many sites would do so.
 */
function idAt({ identity, host }: SiteIdentity, id: string): string {
  const claimed = claimedHost(id);
  if (claimed === undefined) return `${identity}:${id}`;
  const isOwn = host !== undefined && claimed === host;
  return isOwn ? withoutScheme(id) : `${host ?? identity}:${withoutScheme(id)}`;
}

const TAG_AUTHORITY = /^tag:(?:[^@,:/]*@)?(?:www\.)?([^@,:/]+)/i;

/** The host in an id; '' for an id without a host, `undefined` for a plain name. */
function claimedHost(id: string): string | undefined {
  if (/^https?:\/\/./i.test(id)) return bareHost(id) ?? '';
  if (/^tag:./i.test(id)) return TAG_AUTHORITY.exec(id)?.[1]?.toLowerCase() ?? '';
  return /^urn:./i.test(id) ? '' : undefined;
}

function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);
}
