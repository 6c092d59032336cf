import { withoutEnd } from '../../content/without-end.js';
import type { AddressDocument } from '../address/address.document.js';
import { type AskedAddress, hostOf } from '../address/address.parts.js';
import { articleUrl } from '../article/article.address.js';
import type { PublishedArticle } from '../article/article.document.js';
import { authorPath, authorUrl } from '../author/author.address.js';
import type { AuthorDocument } from '../author/author.document.js';
import { topicPath, topicUrl } from '../topic/topic.address.js';
import type { TopicDocument } from '../topic/topic.document.js';
import type { AddressFindings, WithdrawnArticle } from './resolution.findings.js';

/** What stands at an address. */
export type Resolution =
  | PublishedArticle
  | TopicDocument
  | AuthorDocument
  /** Absolute: where what was asked for stands now. */
  | { readonly to: string }
  /** It could be read until then. */
  | { readonly since: Date };

/**
 * What stands at an address, among all that was found for its paths and its name.
 *
 * Its own address is the thing itself. Any other that once was its own, or is nearly right (the
 * name under a wrong section), is a redirect to it, never the thing itself; so however often
 * something was renamed, one step leads to it.
 */
export function matchAddress(
  asked: AskedAddress,
  found: AddressFindings,
  siteUrl: string,
): Resolution | null {
  const place = new Place(asked, siteUrl);
  const toArticle = ({ slugs }: Pick<PublishedArticle, 'slugs'>) => ({
    to: articleUrl(siteUrl, slugs[0] ?? ''),
  });
  const toTopic = (topic: TopicDocument) => ({ to: topicUrl(siteUrl, topic) });
  const toAuthor = (author: AuthorDocument) => ({ to: authorUrl(siteUrl, author) });
  const gone = ({ withdrawnAt }: WithdrawnArticle) => ({ since: withdrawnAt });
  const isArticle = place.isNamed('article') || !place.isNamed('category', 'tag', 'author');
  const bySlug = [
    ...(isArticle ? place.named(found.articles).map(toArticle) : []),
    ...(isArticle ? place.named(found.withdrawn).map(gone) : []),
    ...(place.isNamed('author') ? [] : place.named(found.topics).map(toTopic)),
    ...(place.isNamed('category', 'tag') ? [] : place.named(found.authors).map(toAuthor)),
    ...(isArticle ? [] : place.named(found.articles).map(toArticle)),
  ];
  return (
    found.articles.find(({ slugs }) => place.isOwn(`/${slugs[0]}`)) ??
    found.topics.find((topic) => place.isOwn(topicPath(topic))) ??
    found.authors.find((author) => place.isOwn(authorPath(author))) ??
    place.stored(found.moved).map(toArticle)[0] ??
    place.stored(found.topics).map(toTopic)[0] ??
    place.stored(found.authors).map(toAuthor)[0] ??
    place.stored(found.withdrawn).map(gone)[0] ??
    bySlug[0] ??
    null
  );
}

/** Something that stood somewhere, and has a name. */
interface Addressed {
  readonly _id: string;
  readonly slug?: string;
  readonly slugs?: readonly string[];
  readonly addresses?: readonly AddressDocument[];
}

/** An address as it is compared with what was found. */
class Place {
  readonly #asked: AskedAddress;
  /** Whether it lies at this site: only then is a name enough. */
  readonly #isHere: boolean;
  /** Its path below this site's own address. */
  readonly #path: string;

  constructor(asked: AskedAddress, siteUrl: string) {
    const site = new URL(siteUrl);
    const base = withoutEnd(decodeURI(site.pathname), '/');
    const isBelow = base !== '' && `${asked.exactPath}/`.startsWith(`${base}/`);
    this.#asked = asked;
    this.#isHere = asked.host === undefined || asked.host === hostOf(site);
    this.#path = isBelow ? asked.exactPath.slice(base.length) : asked.exactPath;
  }

  /** Whether it is, letter by letter, the path that something has at this site. */
  isOwn(path: string): boolean {
    return this.#isHere && this.#path === path;
  }

  /** Whether its path begins with one of these words. */
  isNamed(...words: readonly string[]): boolean {
    const [, first = '', ...rest] = this.#path.toLowerCase().split('/');
    return rest.length > 0 && words.includes(first);
  }

  /** What once stood at this very address, the most exact first. */
  stored<T extends Addressed>(all: readonly T[]): T[] {
    return this.#asked.candidates.flatMap((path) =>
      inOrder(all).filter(({ addresses = [] }) =>
        addresses.some((address) => address.path === path && this.#isAt(address)),
      ),
    );
  }

  /** What has the name that the address ends with. */
  named<T extends Addressed>(all: readonly T[]): T[] {
    const { slug } = this.#asked;
    return inOrder(all).filter(({ slug: own, slugs = [], addresses = [] }) => {
      const isNamed = own === slug || slugs.includes(slug);
      return isNamed && (this.#isHere || addresses.some((address) => this.#isAt(address)));
    });
  }

  #isAt({ host }: AddressDocument): boolean {
    return this.#isHere || host === this.#asked.host;
  }
}

/** Two sites may have had one path: the answer is the same every time. */
function inOrder<T extends Addressed>(all: readonly T[]): T[] {
  return [...all].sort((a, b) => (a._id < b._id ? -1 : 1));
}
