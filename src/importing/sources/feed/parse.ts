import { parseAtomFeed, parseRssFeed } from 'feedsmith';
import { plainText } from '../plain-text.js';
import { atomFacts, atomItem } from './atom-item.js';
import { elementText, withoutCdata } from './element-text.js';
import { withoutBareSigns } from './entities.js';
import type { FeedFacts, FeedItem } from './item.js';
import type { FeedRoot } from './root.js';
import { rssFacts, rssItem } from './rss-item.js';
import { aboutOf } from './shared-ids.js';

const CHANNEL = /<((?:[\w.-]+:)?channel)(?=[\s>])([^>]{0,4000})>/i;
/** Attributes that must not occur twice, or would change the names of other elements. */
const REPLACED = /\s(?:version|xmlns)\s*=\s*(?:"[^"]*"|'[^']*')/gi;
const RSS_PREFIX = /\sxmlns:([\w.-]+)\s*=\s*["']http:\/\/purl\.org\/rss\/1\.0\/["']/i;
const NOTHING: FeedFacts = { authors: [], dates: [] };

/**
 * Parses a feed in parts: the feed without its items once, then each item separately, so that an
 * invalid item does not affect others.
 *
 * The parser is `feedsmith`, which knows the elements of about thirty namespaces under any prefix.
 * It gets each item in a feed of its own, with the namespace declarations of the whole feed.
 */
export class FeedParser {
  readonly #root: FeedRoot;
  readonly #shell: string;
  readonly #channelAttributes: string;

  /** `shell` is the feed without its items. */
  constructor(root: FeedRoot, shell: string) {
    this.#root = root;
    this.#shell = shell
      .slice(root.end)
      .replace(new RegExp(`</${root.name}\\s*>[\\s\\S]*$`, 'i'), '');
    this.#channelAttributes = CHANNEL.exec(this.#shell)?.[2] ?? '';
  }

  /** The data of the feed itself; empty if it cannot be parsed. */
  facts(): FeedFacts {
    try {
      if (this.#root.format === 'ATOM') return atomFacts(parseAtomFeed(this.#atom(this.#shell)));
      const [, name = 'channel'] = CHANNEL.exec(this.#shell) ?? [];
      const isClosed = new RegExp(`</${name}\\s*>`, 'i').test(this.#shell);
      const shell = isClosed ? this.#shell : `${this.#shell}</${name}>`;
      return rssFacts(parseRssFeed(this.#rss(shell)));
    } catch {
      return NOTHING;
    }
  }

  /** The data of an item; `undefined` if it cannot be parsed. */
  item(text: string): FeedItem | undefined {
    try {
      if (this.#root.format === 'ATOM') {
        const [entry] = parseAtomFeed(this.#atom(text)).entries ?? [];
        return entry && this.#asBloggerSays(text, atomItem(entry));
      }
      const channel = `<channel${this.#channelAttributes}>${text}</channel>`;
      const [item] = parseRssFeed(this.#rss(channel)).items ?? [];
      const read = item && rssItem(item, plainText(aboutOf(text)) || undefined);
      return read && hasAll(text, read) ? read : undefined;
    } catch {
      // The error of the library says only that the text is not a feed.
      return undefined;
    }
  }

  /** Newer Blogger archives state the kind and status of an entry in elements of their own. */
  #asBloggerSays(text: string, item: FeedItem): FeedItem {
    if (!/\sxmlns:blogger\s*=/.test(this.#root.attributes)) return item;
    const kind = elementText(text, 'blogger:type').toLowerCase();
    const state = elementText(text, 'blogger:status');
    return {
      ...item,
      ...(kind === '' || kind === 'post' ? {} : { otherKind: kind }),
      ...(state === '' || state === 'LIVE' ? {} : { isDraft: true }),
    };
  }

  #atom(inside: string): string {
    const { name, attributes } = this.#root;
    return `<${name}${attributes}>${withoutBareSigns(inside)}</${name}>`;
  }

  /** Also for RDF: its items are those of RSS, and real ones use elements of later versions. */
  #rss(inside: string): string {
    const attributes = this.#root.attributes.replace(REPLACED, '');
    const [, prefix] = RSS_PREFIX.exec(this.#root.attributes) ?? [];
    const whole = withoutBareSigns(inside);
    const bare =
      prefix === undefined ? whole : whole.replaceAll(new RegExp(`(</?)${prefix}:`, 'g'), '$1');
    return `<rss version="2.0"${attributes}>${bare}</rss>`;
  }
}

/** Whether no element was lost: after crossed tags, the parser drops what follows. */
function hasAll(text: string, { id, texts, published }: FeedItem): boolean {
  return (
    (id !== undefined || !isWritten(text, 'guid')) &&
    (published.length > 0 || !isWritten(text, 'pubDate')) &&
    (texts.length > 0 || !isWritten(text, 'description'))
  );
}

function isWritten(text: string, name: string): boolean {
  return withoutCdata(elementText(text, name).replace(/&(?:nbsp|#160|#xa0);/gi, ' ')) !== '';
}
