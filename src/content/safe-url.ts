import { withoutControls } from './html.js';

/** What an address is used for: a link may also be a `mailto:` or `tel:` address. */
export type UrlUse = 'LINK' | 'MEDIA';

const HTTP_SCHEMES: readonly string[] = ['http', 'https'];
const LINK_SCHEMES: readonly string[] = [...HTTP_SCHEMES, 'mailto', 'tel'];

/**
 * A safe address, or `undefined` if it could execute code or is not valid. It is resolved against
 * `base` if that is given.
 *
 * Browsers ignore white space and control characters inside a scheme, so these are removed first.
 * An address with a colon before its first slash is absolute and must have an allowed scheme.
 */
export function safeUrl(value: string, base: URL | undefined, use: UrlUse): string | undefined {
  const url = withoutControls(value)
    .replace(/[\t\n]/g, '')
    .trim();
  if (url === '') return undefined;
  if (/^[\\/]{2}/.test(url)) return normalised(`https://${url.replace(/^[\\/]+/, '')}`);
  const head = /^[^/?#\\]*?:/.exec(url)?.[0];
  if (head !== undefined) return absolute(url, head, use);
  if (base !== undefined) return normalised(url, base);
  return url.replace(/\s/g, '%20');
}

/** The base for relative addresses; `undefined` unless it is a valid http or https address. */
export function baseOf(baseUrl: string | undefined): URL | undefined {
  if (baseUrl === undefined || !/^https?:/i.test(baseUrl)) return undefined;
  return URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
}

function absolute(url: string, head: string, use: UrlUse): string | undefined {
  const scheme = head.slice(0, -1).toLowerCase();
  if (HTTP_SCHEMES.includes(scheme)) return normalised(url);
  if (use === 'LINK' && LINK_SCHEMES.includes(scheme)) {
    return `${scheme}:${url.slice(head.length).replace(/\s/g, '%20')}`;
  }
  return undefined;
}

function normalised(url: string, base?: URL): string | undefined {
  if (!URL.canParse(url, base?.href)) return undefined;
  const { href, protocol } = new URL(url, base);
  return protocol === 'http:' || protocol === 'https:' ? href : undefined;
}
