import { percentDecoded } from '../../../content/percent-decoded.js';
/**
 * A web address made whole, or `undefined` if it is none.
 *
 * Feeds write them with white space, escaped twice, without a scheme or as `feed:`; what is not
 * http(s) in the end (`javascript:`, `data:`) is no address of a page or a picture.
 */
export function webAddress(value: string, base?: string): string | undefined {
  const url = value
    .trim()
    .replace(/\s+/g, (gap) => (/[\n\r\t]/.test(gap) ? '' : gap))
    .replaceAll('&amp;', '&')
    .replace(/^feed:(?:\/\/)?(?=https?:\/\/)/i, '')
    .replace(/^feed:\/\//i, 'http://')
    .replace(/^\/\//, 'https://')
    .replace(/^www\.(?=[^/\s]+\.)/i, 'https://www.');
  if (url === '' || !URL.canParse(url, base)) return undefined;
  const { href, protocol } = new URL(url, base);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}

/** The base that a chain of them comes to, the outermost last; each may be relative to the next. */
export function baseAddress(bases: readonly (string | undefined)[]): string | undefined {
  return bases.reduceRight<string | undefined>(
    (outer, base) => (base === undefined ? outer : (webAddress(base, outer) ?? outer)),
    undefined,
  );
}

/** An address without what changes when a site moves to https. */
export function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//i, '');
}

/** The last part of an address if it is made of words, as those of articles are. */
export function slugInAddress(address: string): string | undefined {
  const { pathname } = new URL(address);
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  const slug = percentDecoded(last).replace(/\.(?:html?|php|aspx?|jsp|md)$/i, '');
  const isOfWords = slug
    .split(/[\n\r\u2028\u2029]/)
    .some((line) => /[-_]/.test(line) && /\p{L}{2}/u.test(line));
  return isOfWords ? slug : undefined;
}
