import { Parser } from 'htmlparser2';

const FEED_TYPE = /^\s*application\/(?:rss\+xml|atom\+xml|feed\+json)\s*(?:;|$)/i;

/**
 * The absolute addresses of the feeds that a web page links in its head, comment feeds last.
 *
 * `address` is the address of the page, if it has one; relative links are resolved against it.
 */
export function namedFeeds(html: string, address?: string): readonly string[] {
  let base = address;
  const found = new Map<string, { readonly isOfComments: boolean }>();
  const parser = new Parser({
    onopentag: (name, { rel = '', type = '', href = '', title = '' }) => {
      if (name === 'base') base = absolute(href, address) ?? base;
      const isFeed = name === 'link' && /\balternate\b/i.test(rel) && FEED_TYPE.test(type);
      const url = isFeed ? absolute(href, base) : undefined;
      if (url === undefined || url === address || found.has(url)) return;
      found.set(url, { isOfComments: /comment/i.test(`${title} ${href}`) });
    },
  });
  parser.end(html);
  const feeds = [...found].sort(([, a], [, b]) => Number(a.isOfComments) - Number(b.isOfComments));
  return feeds.map(([url]) => url);
}

function absolute(href: string, base: string | undefined): string | undefined {
  const isWhole = href.trim() !== '' && URL.canParse(href.trim(), base);
  const url = isWhole ? new URL(href.trim(), base) : undefined;
  return url && /^https?:$/.test(url.protocol) ? url.href : undefined;
}
