/** The absolute address of an article on this site. */
export function articleUrl(siteUrl: string, slug: string): string {
  return `${siteUrl}/${encodeURIComponent(slug)}`;
}

/** Makes an address that begins with `/` absolute; returns any other address unchanged. */
export function absoluteUrl(siteUrl: string, url: string): string {
  return url.startsWith('/') && !url.startsWith('//') ? `${siteUrl}${url}` : url;
}

/**
 * Sanitised HTML in which the site's own addresses are absolute.
 *
 * The sanitiser writes every attribute as `name="value"` and escapes `>` in values, so patterns
 * find all addresses. Stored bodies keep relative addresses, so that the site's address can change
 * without an import.
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
