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
/** What the parser must not see twice, or would take for the name of other elements. */
const REPLACED = /\s(?:version|xmlns)\s*=\s*(?:"[^"]*"|'[^']*')/gi;
const RSS_PREFIX = /\sxmlns:([\w.-]+)\s*=\s*["']http:\/\/purl\.org\/rss\/1\.0\/["']/i;
const NOTHING: FeedFacts = { authors: [], dates: [] };

/**
 * Reads a feed piece by piece: what stands around the items once, and then each item by itself, so
 * that one that cannot be read takes no other along.
 *
 * The parser is `feedsmith`, which knows the elements of some thirty namespaces under whatever
 * prefix. It gets each item in a feed of its own, with the namespaces of the whole.
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

  /** What the feed says of itself; nothing if that is too broken. */
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

  /** What an item says, or `undefined` if the parser finds none in it. */
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
      // The library tells no more than that it is no feed.
      return undefined;
    }
  }

  /** Blogger's newer archives say with elements of its own what an entry is, and if it is read. */
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

  /** RDF as well: its items are those of RSS, and real ones borrow elements from later versions. */
  #rss(inside: string): string {
    const attributes = this.#root.attributes.replace(REPLACED, '');
    const [, prefix] = RSS_PREFIX.exec(this.#root.attributes) ?? [];
    const whole = withoutBareSigns(inside);
    const bare =
      prefix === undefined ? whole : whole.replaceAll(new RegExp(`(</?)${prefix}:`, 'g'), '$1');
    return `<rss version="2.0"${attributes}>${bare}</rss>`;
  }
}

/** Whether what is in an item was found: tags that cross make the parser lose what follows. */
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
