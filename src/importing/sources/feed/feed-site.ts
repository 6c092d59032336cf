import { bareHost } from '../../../content/bare-host.js';
import { canonicalLanguage } from '../../../content/language-tag.js';
import type { SiteEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { plainText } from '../plain-text.js';
import { baseAddress, webAddress } from './addresses.js';
import { textHtml } from './body.js';
import { type SiteIdentity, siteIdentity } from './identity.js';
import type { FeedFacts, FeedItem } from './item.js';
import { titleText } from './title.js';

/** Where and when a feed was found. */
export interface FeedOrigin {
  /** The moment of the import. */
  readonly now: Date;
  /** Where it was fetched from. */
  readonly address?: string;
}

/** The site that a feed is of, to which its items refer. */
export class FeedSite {
  readonly name: string;
  /** BCP 47, or '' if it says none. */
  readonly language: string;
  readonly identity: SiteIdentity;
  readonly authors: readonly string[];
  readonly dates: readonly string[];
  /** The moment of the import. */
  readonly now: Date;
  readonly #address: string | undefined;
  readonly #base: string | undefined;
  /** As far as the feed itself says, wherever it was found. */
  readonly #toldBase: string | undefined;
  readonly #hasOwnBase: boolean;
  readonly #description: string;

  constructor(facts: FeedFacts, { now, address }: FeedOrigin) {
    this.name = facts.title === undefined ? '' : titleText(facts.title);
    this.#description =
      facts.description === undefined ? '' : plainText(textHtml(facts.description));
    this.language = this.canonical(facts.language) ?? '';
    this.identity = siteIdentity(facts, address);
    this.authors = facts.authors;
    this.dates = facts.dates;
    this.now = now;
    const self = webAddress(facts.self ?? '');
    const told = webAddress(facts.link ?? '', self ?? facts.base);
    this.#address = told ?? webAddress(facts.link ?? '', address);
    this.#toldBase = baseAddress([facts.base, told ?? self]);
    this.#base = baseAddress([facts.base, this.#address ?? self ?? address]);
    this.#hasOwnBase = facts.base !== undefined;
  }

  /** What the addresses of an item are relative to. */
  baseOf({ base }: FeedItem): string | undefined {
    return baseAddress([base, this.#base]);
  }

  /**
   * The same as far as the feed itself says: what an item is known by must not depend on whether
   * its feed was fetched or came as a file.
   */
  toldBaseOf({ base }: FeedItem): string | undefined {
    return baseAddress([base, this.#toldBase]);
  }

  /**
   * What those in its text are relative to: without any `xml:base` its page, if it is one of the
   * site, as that is where the text came from.
   */
  textBaseOf(item: FeedItem, page: string | undefined): string | undefined {
    const isSaid = this.#hasOwnBase || (item.textBase ?? item.base) !== undefined;
    if (!isSaid && page !== undefined && this.owns(page)) return page;
    return baseAddress([item.textBase, this.baseOf(item)]);
  }

  /** Whether an address is one of the site's own pages. */
  owns(address: string): boolean {
    const own = this.#toldBase;
    return own === undefined || bareHost(own) === bareHost(address);
  }

  /** A language as BCP 47 writes it. */
  canonical(language: string | undefined): string | undefined {
    return language?.trim() ? canonicalLanguage(language) : undefined;
  }

  /** What the magazine is told of the site. */
  entry(): SiteEntry {
    return withoutUndefined({
      name: this.name || undefined,
      description: this.#description || undefined,
      url: this.#address,
      language: this.language || undefined,
      isFeed: true,
    });
  }
}
