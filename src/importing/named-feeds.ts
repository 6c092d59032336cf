import { Parser } from 'htmlparser2';

const FEED_TYPE = /^\s*application\/(?:rss\+xml|atom\+xml|feed\+json)\s*(?:;|$)/i;

/**
 * The feeds that a web page names in its head, absolute, those of comments last.
 *
 * `address` is the page's own, if it has one.
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
