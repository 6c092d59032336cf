import { baseOf, safeUrl } from '../content/safe-url.js';
import type { ImageDocument, SourceDocument } from '../editorial/article/article.document.js';
import type { ArticleEntry } from './entry.js';

/** The picture of an entry, unless its address could execute something or leads nowhere. */
export function imageOf({ image, baseUrl }: ArticleEntry): ImageDocument | undefined {
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
