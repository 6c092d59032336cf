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

/** The time of the import and the address of the feed. */
export interface FeedOrigin {
  /** The time of the import. */
  readonly now: Date;
  /** The address that the feed was fetched from. */
  readonly address?: string;
}

/** The site of a feed, which its items refer to. */
export class FeedSite {
  readonly name: string;
  /** BCP 47, or '' if the feed has none. */
  readonly language: string;
  readonly identity: SiteIdentity;
  readonly authors: readonly string[];
  readonly dates: readonly string[];
  /** The time of the import. */
  readonly now: Date;
  readonly #address: string | undefined;
  readonly #base: string | undefined;
  /** The base according to the feed itself, independent of where it was fetched from. */
  readonly #declaredBase: string | undefined;
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
    const declared = webAddress(facts.link ?? '', self ?? facts.base);
    this.#address = declared ?? webAddress(facts.link ?? '', address);
    this.#declaredBase = baseAddress([facts.base, declared ?? self]);
    this.#base = baseAddress([facts.base, this.#address ?? self ?? address]);
    this.#hasOwnBase = facts.base !== undefined;
  }

  /** The base for the addresses of an item. */
  baseOf({ base }: FeedItem): string | undefined {
    return baseAddress([base, this.#base]);
  }

  /**
   * The same base according to the feed alone: the identity of an item must not depend on whether
   * the feed was fetched or read from a file.
   */
  declaredBaseOf({ base }: FeedItem): string | undefined {
    return baseAddress([base, this.#declaredBase]);
  }

  /**
   * The base for addresses in the text of an item. Without any `xml:base` it is the page of the
   * item, if that is on the site, because the text was taken from there.
   */
  textBaseOf(item: FeedItem, page: string | undefined): string | undefined {
    const isSaid = this.#hasOwnBase || (item.textBase ?? item.base) !== undefined;
    if (!isSaid && page !== undefined && this.owns(page)) return page;
    return baseAddress([item.textBase, this.baseOf(item)]);
  }

  /** Whether an address is on the site itself. */
  owns(address: string): boolean {
    const own = this.#declaredBase;
    return own === undefined || bareHost(own) === bareHost(address);
  }

  /** The canonical form of a language tag (BCP 47). */
  canonical(language: string | undefined): string | undefined {
    return language?.trim() ? canonicalLanguage(language) : undefined;
  }

  /** The entry for the site. */
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
