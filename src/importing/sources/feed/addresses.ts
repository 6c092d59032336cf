import { percentDecoded } from '../../../content/percent-decoded.js';

/**
 * The absolute form of a web address, or `undefined` if it is not one.
 *
 * Feeds write addresses with white space, escaped twice, without a scheme or as `feed:`. Whatever
 * is not http(s) after that (`javascript:`, `data:`) is not the address of a page or an image.
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

/** Resolves a chain of bases, the innermost first; each may be relative to the next one. */
export function baseAddress(bases: readonly (string | undefined)[]): string | undefined {
  return bases.reduceRight<string | undefined>(
    (outer, base) => (base === undefined ? outer : (webAddress(base, outer) ?? outer)),
    undefined,
  );
}

/** The address without its scheme, so that a move of the site to https does not change it. */
export function withoutScheme(address: string): string {
  return address.replace(/^https?:\/\//i, '');
}

/** The last segment of the path, if it consists of words like the slugs of articles. */
export function slugInAddress(address: string): string | undefined {
  const { pathname } = new URL(address);
  const last = pathname.split('/').findLast((part) => part !== '') ?? '';
  const slug = percentDecoded(last).replace(/\.(?:html?|php|aspx?|jsp|md)$/i, '');
  const isOfWords = slug
    .split(/[\n\r\u2028\u2029]/)
    .some((line) => /[-_]/.test(line) && /\p{L}{2}/u.test(line));
  return isOfWords ? slug : undefined;
}
