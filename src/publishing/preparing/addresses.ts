import { baseOf, safeUrl } from '../../content/safe-url.js';
import type { AddressDocument } from '../../editorial/address/address.document.js';
import { addressOf } from '../../editorial/address/address.parts.js';
import type { ImageDocument, SourceDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';

/** The picture of an entry, unless its address could execute something or leads nowhere. */
export function imageOf({
  image,
  baseUrl,
}: Pick<ArticleEntry, 'image' | 'baseUrl'>): ImageDocument | undefined {
  if (image === undefined) return undefined;
  const url = safeUrl(image.url, baseOf(baseUrl), 'MEDIA');
  return url === undefined ? undefined : { ...image, url };
}

/** The source of an entry, without an address that is none of the web's. */
export function sourceOf({ source, baseUrl }: ArticleEntry): SourceDocument | undefined {
  if (source === undefined) return undefined;
  const { url: given, ...rest } = source;
  const url = given === undefined ? undefined : safeUrl(given, baseOf(baseUrl), 'MEDIA');
  const clean = url === undefined || !/^https?:/i.test(url) ? rest : { ...rest, url };
  return Object.keys(clean).length === 0 ? undefined : clean;
}

/** Addresses that one thing may have had: more are no history, and every card carries them. */
const MOST_ADDRESSES = 200;

/** Where something stood at its source, now and at earlier imports; `undefined` if nobody knows. */
export function addressesOf(
  told: readonly string[] = [],
  known: readonly AddressDocument[] = [],
): readonly AddressDocument[] | undefined {
  const all = [...known, ...told.flatMap((url) => addressOf(url) ?? [])];
  const once = [...new Map(all.map((each) => [`${each.host ?? ''}${each.path}`, each])).values()];
  return once.length === 0 ? undefined : once.slice(0, MOST_ADDRESSES);
}
