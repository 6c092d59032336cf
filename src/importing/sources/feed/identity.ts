import { createHash } from 'node:crypto';
import { withoutEnd } from '../../../content/without-end.js';
import { webAddress, withoutScheme } from './addresses.js';
import type { FeedFacts, FeedItem } from './item.js';

/** What tells a site from others: its address, or else what the feed has instead of one. */
export function siteIdentity({ link, self, title }: FeedFacts): string {
  const address = webAddress(link ?? '') ?? webAddress(self ?? '');
  if (address === undefined) return (title?.value ?? '').trim().toLowerCase();
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
 * An id that is no address of its own is only unique at its site. `isShared` tells that the feed
 * gives the id to several items, as some do with the address of the site; then the item's own
 * words part them. A feed may begin with that, or end it, from one import to the next.
 */
export function itemIdentity(
  item: FeedItem,
  site: string,
  address: string | undefined,
  isShared: boolean,
): ItemIdentity {
  const id = item.id?.trim();
  const title = item.title?.value ?? item.texts[0]?.value ?? '';
  if (!id && address === undefined) {
    return { identity: `feed:${site}:#${hashOf(title, item.published[0] ?? '')}` };
  }
  const alone = `feed:${id ? globalId(id, site) : withoutScheme(address ?? '')}`;
  const among = `${alone}#${hashOf(title, address ?? '')}`;
  return isShared
    ? { identity: among, formerIdentity: alone }
    : { identity: alone, formerIdentity: among };
}

function globalId(id: string, site: string): string {
  if (/^https?:\/\/./i.test(id)) return withoutScheme(id);
  return /^(?:tag|urn):./i.test(id) ? id : `${site}:${id}`;
}

function hashOf(...parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('base64url').slice(0, 16);
}
