import { withoutEnd } from '../../content/without-end.js';
/** The address of an article at this site. */
export function articleUrl(siteUrl: string, slug: string): string {
  return `${siteUrl}/${encodeURIComponent(slug)}`;
}

/** The slug in an absolute address of this site; `null` for any other address. */
export function slugInUrl(siteUrl: string, url: string): string | null {
  const site = new URL(siteUrl);
  const address = new URL(url);
  const base = site.pathname.replace(/\/$/, '');
  if (address.origin !== site.origin || !address.pathname.startsWith(`${base}/`)) return null;
  const [, slug] = /^\/([^/]+)\/?$/.exec(address.pathname.slice(base.length)) ?? [];
  if (slug === undefined) return null;
  try {
    return decodeURIComponent(slug);
  } catch {
    return null;
  }
}

/** An address that begins with `/` as an absolute one of this site; any other as it is. */
export function absoluteUrl(siteUrl: string, url: string): string {
  return url.startsWith('/') && !url.startsWith('//') ? `${siteUrl}${url}` : url;
}

/**
 * Sanitised HTML with this site's own addresses made absolute.
 *
 * The sanitiser writes every attribute as `name="value"` and escapes what would end a tag too soon,
 * so patterns find them all; stored bodies keep the short form, so that the site can move without
 * an import.
 */
export function withAbsoluteUrls(siteUrl: string, html: string): string {
  return html.replace(/<[a-z][^>]*>/gi, (tag) => withAbsoluteAttributes(siteUrl, tag));
}

function withAbsoluteAttributes(siteUrl: string, tag: string): string {
  return tag
    .replace(/ (src|href|poster|cite)="\/(?!\/)/g, (_match, name) => ` ${name}="${siteUrl}/`)
    .replace(/ srcset="([^"]*)"/g, (_match, set: string) => {
      const absolute = set.replace(/(^|,\s*)\/(?!\/)/g, (_start, before) => `${before}${siteUrl}/`);
      return ` srcset="${absolute}"`;
    });
}

/**
 * The ways in which one address is written: with or without `s`, `www.`, a slash at the end, and
 * what follows `?`; the given one first.
 */
export function spellingsOf(url: string): string[] {
  const { host, pathname, search } = new URL(url);
  const bare = host.replace(/^www\./, '');
  const path = withoutEnd(pathname, '/');
  const spellings = ['https', 'http'].flatMap((scheme) =>
    [bare, `www.${bare}`].flatMap((name) =>
      [path, `${path}/`].flatMap((way) => [
        `${scheme}://${name}${way}${search}`,
        `${scheme}://${name}${way}`,
      ]),
    ),
  );
  return [...new Set([url, ...spellings])];
}
