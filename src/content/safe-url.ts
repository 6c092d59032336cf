import { withoutControls } from './html.js';

/** What an address is for: a link may also write a mail or ring a telephone. */
export type UrlUse = 'LINK' | 'MEDIA';

const HTTP_SCHEMES: readonly string[] = ['http', 'https'];
const LINK_SCHEMES: readonly string[] = [...HTTP_SCHEMES, 'mailto', 'tel'];

/**
 * An address that can execute nothing, resolved against `base` if there is one, or `undefined`.
 *
 * Browsers skip white space and control characters inside a scheme, so these go first; whatever
 * then has a colon before its first slash is absolute, and must name an allowed scheme.
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

/** The address that relative ones are resolved against; only http and https can be one. */
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
