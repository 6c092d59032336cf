/** The address of an article at this site. */
export function articleUrl(siteUrl: string, slug: string): string {
  return `${siteUrl}/${encodeURIComponent(slug)}`;
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
