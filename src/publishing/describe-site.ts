import { canonicalLanguage } from '../content/language-tag.js';
import { hostOf } from '../editorial/address/address.parts.js';
import type { SiteStore } from '../editorial/site/site.store.js';
import type { SiteEntry } from './entry.js';

/**
 * Writes what a source says of the magazine.
 *
 * The archive of a whole site names it whenever it is imported. Of feeds a magazine may take many,
 * and it must not be called after the last: the first names it, and later the same site alone.
 */
export async function describeSite(
  store: Pick<SiteStore, 'describe' | 'describeByFeed'>,
  { name, description, language, url = '', isFeed }: SiteEntry,
): Promise<void> {
  const tag = canonicalLanguage(language ?? '');
  const told = {
    ...(name ? { name } : {}),
    ...(description ? { description } : {}),
    ...(tag === undefined ? {} : { language: tag }),
  };
  const host = URL.canParse(url) ? hostOf(new URL(url)) : undefined;
  await (isFeed ? store.describeByFeed(told, host) : store.describe(told, host));
}
