import { ownedText } from '../../../content/owned-text.js';
import { percentDecoded } from '../../../content/percent-decoded.js';
import type { Terms } from './terms.js';
import { primaryOf, topicsOf } from './topics.js';
import { textOf, type XmlElement } from './xml-element.js';

/** The values for the placeholders of an address pattern, by their WordPress names. */
export type PermalinkParts = ReadonlyMap<string, string>;

/** Placeholders that are digits, in the order in which a number is matched to them. */
const NUMBERS = ['year', 'monthnum', 'day', 'post_id', 'hour', 'minute', 'second'] as const;
/** Maximum number of patterns counted; each address chosen by hand is a pattern of its own. */
const MAX_PATTERNS = 500;

/**
 * Finds out the address pattern of a site from the addresses of its published posts.
 *
 * An export does not contain the pattern, and unpublished posts have only a `?p=` address. The most
 * frequent pattern wins.
 */
export class Permalinks {
  readonly #votes = new Map<string, number>();
  #best: string | undefined;

  /** Counts the pattern of a published post. */
  learn(item: XmlElement, parts: PermalinkParts): void {
    const pattern = patternOf(textOf(item, 'link'), parts);
    if (pattern === undefined) return;
    const votes = (this.#votes.get(pattern) ?? 0) + 1;
    if (votes === 1 && this.#votes.size >= MAX_PATTERNS) return;
    this.#votes.set(ownedText(pattern), votes);
    if (votes > (this.#votes.get(this.#best ?? '') ?? 0)) this.#best = pattern;
  }

  /** The address of a post by the most frequent pattern; `undefined` if none is known. */
  addressOf(parts: PermalinkParts): string | undefined {
    return this.#best === undefined ? undefined : filled(this.#best, parts);
  }
}

/** The placeholder values of a post; missing ones are absent. */
export function partsOf(item: XmlElement, terms: Terms): PermalinkParts {
  const [, year, monthnum, day, hour, minute, second] =
    /^([1-9]\d{3})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)/.exec(textOf(item, 'wp:post_date')) ?? [];
  const parts = {
    ...{ year, monthnum, day, hour, minute, second },
    postname: percentDecoded(textOf(item, 'wp:post_name')),
    post_id: textOf(item, 'wp:post_id'),
    author: textOf(item, 'dc:creator').toLowerCase(),
    category: categoryOf(item, terms),
  };
  return new Map(Object.entries(parts).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** The pattern of an address that contains the slug or number of its post, else `undefined`. */
export function patternOf(address: string, parts: PermalinkParts): string | undefined {
  if (!URL.canParse(address)) return undefined;
  const { origin, pathname, search } = new URL(address);
  if (search !== '') return undefined;
  const unused = new Map(parts);
  const pattern = namedIn(percentDecoded(pathname), 'category', unused, '/')
    .split('/')
    .map((segment) => withNames(segment, unused))
    .join('/');
  return /%(?:postname|post_id)%/.test(pattern) ? origin + pattern : undefined;
}

/** The pattern with its placeholders replaced; `undefined` if a value is missing. */
export function filled(pattern: string, parts: PermalinkParts): string | undefined {
  let isWhole = true;
  const address = pattern.replace(/%([a-z_]+)%/g, (_, name: string) => {
    const value = parts.get(name);
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole && URL.canParse(address) ? new URL(address).href : undefined;
}

function withNames(segment: string, unused: Map<string, string>): string {
  const named = namedIn(namedIn(segment, 'postname', unused), 'author', unused);
  return named.replace(/(?<![\w%])\d+(?![\w%])/g, (digits) => {
    const name = NUMBERS.find((one) => unused.get(one) === digits);
    if (name === undefined) return digits;
    unused.delete(name);
    return `%${name}%`;
  });
}

/** Replaces a value by its placeholder where it is a whole word, or is between `edge`s. */
function namedIn(text: string, name: string, unused: Map<string, string>, edge = ''): string {
  const value = unused.get(name);
  if (value === undefined || text.includes('%')) return text;
  const at = text.indexOf(edge + value + edge);
  const before = text.slice(0, Math.max(0, at) + edge.length);
  const behind = text.slice(before.length + value.length);
  if (at < 0 || /[\p{L}\p{N}]$/u.test(before) || /^[\p{L}\p{N}]/u.test(behind)) return text;
  unused.delete(name);
  return `${before}%${name}%${behind}`;
}

/** The path of the primary category, or else of the category with the lowest number. */
function categoryOf(item: XmlElement, terms: Terms): string | undefined {
  const topics = topicsOf(item, terms);
  const [oldest] = topics
    .filter(({ taxonomy }) => taxonomy === 'CATEGORY')
    .toSorted((one, other) => Number(terms.idOf(one)) - Number(terms.idOf(other)));
  const category = primaryOf(item, topics, terms) ?? oldest;
  return category && terms.pathOf(category);
}
