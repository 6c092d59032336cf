import { canonicalLanguage } from '../content/language-tag.js';
import { hostOf } from '../editorial/address/address.parts.js';
import type { SiteStore } from '../editorial/site/site.store.js';
import type { SiteEntry } from './entry.js';

/**
 * Stores what a source says about the magazine.
 *
 * The archive of a whole site sets the name with every import. A magazine may import many feeds,
 * and must not take the name of the last one: the first feed sets the name, and later only a feed
 * of the same site changes it.
 */
export async function describeSite(
  store: Pick<SiteStore, 'describe' | 'describeByFeed'>,
  { name, description, language, url = '', isFeed }: SiteEntry,
): Promise<void> {
  const tag = canonicalLanguage(language ?? '');
  const declared = {
    ...(name ? { name } : {}),
    ...(description ? { description } : {}),
    ...(tag === undefined ? {} : { language: tag }),
  };
  const host = URL.canParse(url) ? hostOf(new URL(url)) : undefined;
  await (isFeed ? store.describeByFeed(declared, host) : store.describe(declared, host));
}
