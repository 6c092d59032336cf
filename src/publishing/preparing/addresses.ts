import { baseOf, safeUrl } from '../../content/safe-url.js';
import type { AddressDocument } from '../../editorial/address/address.document.js';
import { addressOf } from '../../editorial/address/address.parts.js';
import type { ImageDocument, SourceDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';

/** The picture of an entry; `undefined` if its URL is invalid or could execute a script. */
export function imageOf({
  image,
  baseUrl,
}: Pick<ArticleEntry, 'image' | 'baseUrl'>): ImageDocument | undefined {
  if (image === undefined) return undefined;
  const url = safeUrl(image.url, baseOf(baseUrl), 'MEDIA');
  return url === undefined ? undefined : { ...image, url };
}

/** The source of an entry; its URL is removed unless it is an HTTP or HTTPS URL. */
export function sourceOf({ source, baseUrl }: ArticleEntry): SourceDocument | undefined {
  if (source === undefined) return undefined;
  const { url: given, ...rest } = source;
  const url = given === undefined ? undefined : safeUrl(given, baseOf(baseUrl), 'MEDIA');
  const clean = url === undefined || !/^https?:/i.test(url) ? rest : { ...rest, url };
  return Object.keys(clean).length === 0 ? undefined : clean;
}

/** Maximum addresses kept per article, author or topic, because every card carries them. */
const MAX_ADDRESSES = 200;

/**
 * All addresses at the source, of this import and of earlier ones, without duplicates; `undefined`
 * if there are none.
 */
export function addressesOf(
  declared: readonly string[] = [],
  known: readonly AddressDocument[] = [],
): readonly AddressDocument[] | undefined {
  const all = [...known, ...declared.flatMap((url) => addressOf(url) ?? [])];
  const once = [...new Map(all.map((each) => [`${each.host ?? ''}${each.path}`, each])).values()];
  return once.length === 0 ? undefined : once.slice(0, MAX_ADDRESSES);
}
