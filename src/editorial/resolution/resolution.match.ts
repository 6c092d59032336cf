import { withoutEnd } from '../../content/without-end.js';
import type { AddressDocument } from '../address/address.document.js';
import { type AskedAddress, addressOf, hostOf } from '../address/address.parts.js';
import { articleUrl } from '../article/article.address.js';
import type { PublishedArticle, SourceDocument } from '../article/article.document.js';
import { authorPath, authorUrl } from '../author/author.address.js';
import type { AuthorDocument } from '../author/author.document.js';
import { topicPath, topicUrl } from '../topic/topic.address.js';
import type { TopicDocument } from '../topic/topic.document.js';
import type { AddressFindings, WithdrawnArticle } from './resolution.findings.js';

/** What an address refers to. */
export type Resolution =
  | PublishedArticle
  | TopicDocument
  | AuthorDocument
  /** A redirect to this absolute address. */
  | { readonly to: string }
  /** Gone: the article was visible until this moment. */
  | { readonly since: Date };

/** A possible match of an address. */
export interface AddressMatch {
  /**
   * `null` for an article's original on another site: the article matches, but there is no
   * redirect.
   */
  readonly answer: Resolution | null;
  /** The article that the address refers or redirects to; `null` if there is none. */
  readonly article: PublishedArticle | null;
}

/**
 * The matches of an address among everything that was found for it, best match first. Only this
 * function decides what an address refers to, for `resolve` and for `article(by: { url })`.
 *
 * Only the current address of an object matches the object itself. Any earlier address, and a
 * nearly correct one (the right name in the wrong section), is a redirect to the current address;
 * so one redirect is enough, however often something was renamed.
 *
 * The address of an article's source also matches. On this site it redirects to the article. On
 * another site the original still exists, so `resolve` does not redirect, but the article can be
 * queried by this address. Addresses that a site reported for itself take precedence over those of
 * another site.
 */
export function addressMatches(
  asked: AskedAddress,
  found: AddressFindings,
  siteUrl: string,
): readonly AddressMatch[] {
  const place = new Place(asked, siteUrl);
  const { articles, topics, authors, withdrawn } = found;
  const to = pointersAt(siteUrl);
  const original = (article: PublishedArticle) => ({ ...to.article(article), answer: null });
  return [
    ...articles.filter(({ slugs }) => place.isOwn(`/${slugs[0]}`)).map(itself),
    ...topics.filter((topic) => place.isOwn(topicPath(topic))).map(thing),
    ...authors.filter((author) => place.isOwn(authorPath(author))).map(thing),
    ...place.stored(articles).map(to.article),
    ...place.stored(topics).map(to.topic),
    ...place.stored(authors).map(to.author),
    ...place.origins(articles).map(place.isHere ? to.article : original),
    ...place.stored(withdrawn).map(gone),
    ...namedAt(place, found, to),
  ];
}

function itself(article: PublishedArticle): AddressMatch {
  return { answer: article, article };
}

function thing(answer: TopicDocument | AuthorDocument): AddressMatch {
  return { answer, article: null };
}

function gone({ withdrawnAt }: WithdrawnArticle): AddressMatch {
  return { answer: { since: withdrawnAt }, article: null };
}

type Pointers = ReturnType<typeof pointersAt>;

/** Creates redirects to the current addresses. */
function pointersAt(siteUrl: string) {
  const redirect = (to: string, article: PublishedArticle | null = null): AddressMatch => ({
    answer: { to },
    article,
  });
  return {
    article: (article: PublishedArticle) =>
      redirect(articleUrl(siteUrl, article.slugs[0] ?? ''), article),
    topic: (topic: TopicDocument) => redirect(topicUrl(siteUrl, topic)),
    author: (author: AuthorDocument) => redirect(authorUrl(siteUrl, author)),
  };
}

/**
 * Objects with the last segment of the address as their name; first those of the kind in its path.
 */
function namedAt(place: Place, found: AddressFindings, to: Pointers): AddressMatch[] {
  const isArticle = place.isNamed('article') || !place.isNamed('category', 'tag', 'author');
  const articles = place.named(found.articles).map(to.article);
  return [
    ...(isArticle ? articles : []),
    ...(isArticle ? place.named(found.withdrawn).map(gone) : []),
    ...(place.isNamed('author') ? [] : place.named(found.topics).map(to.topic)),
    ...(place.isNamed('category', 'tag') ? [] : place.named(found.authors).map(to.author)),
    ...(isArticle ? [] : articles),
  ];
}

/** An object with addresses and names. */
interface Addressed {
  readonly _id: string;
  readonly slug?: string;
  readonly slugs?: readonly string[];
  readonly addresses?: readonly AddressDocument[];
  readonly source?: SourceDocument;
  readonly publishedAt?: Date;
}

/** A requested address, compared with the objects that were found. */
class Place {
  /** Whether it is an address of this site; only then a name is enough for a match. */
  readonly isHere: boolean;
  readonly #asked: AskedAddress;
  readonly #host: string | undefined;
  /** Its path relative to the site's address; `undefined` outside of it or on another site. */
  readonly #ownPath: string | undefined;

  constructor(asked: AskedAddress, siteUrl: string) {
    const site = new URL(siteUrl);
    const base = withoutEnd(decodeURI(site.pathname), '/');
    const isBelow = `${asked.exactPath}/`.startsWith(`${base}/`);
    const path = isBelow ? asked.exactPath.slice(base.length) : asked.exactPath;
    this.#asked = asked;
    this.#host = asked.host ?? hostOf(site);
    this.isHere = this.#host === hostOf(site);
    this.#ownPath = this.isHere && (isBelow || asked.host === undefined) ? path : undefined;
  }

  /** Whether it is exactly the path of an object on this site. */
  isOwn(path: string): boolean {
    return this.#ownPath === path;
  }

  /** Whether the first segment of the path is one of these words. */
  isNamed(...words: readonly string[]): boolean {
    const path = this.#ownPath ?? this.#asked.exactPath;
    const [, first = '', ...rest] = path.toLowerCase().split('/');
    return rest.length > 0 && words.includes(first);
  }

  /**
   * Objects that have or had this address, most exact form first; for each form, first those of the
   * requested host.
   */
  stored<T extends Addressed>(all: readonly T[]): T[] {
    return this.#asked.candidates.flatMap((path) => {
      const at = (isThere: (address: AddressDocument) => boolean) =>
        inOrder(all).filter(({ addresses = [] }) =>
          addresses.some((address) => address.path === path && isThere(address)),
        );
      return [...at(({ host }) => host === this.#host), ...at((address) => this.#isAt(address))];
    });
  }

  /** Articles whose source has this address. */
  origins<T extends Addressed>(all: readonly T[]): T[] {
    return inOrder(all).filter(({ source }) => {
      const address = source?.url === undefined ? undefined : addressOf(source.url);
      return address?.host === this.#host && this.#asked.candidates.includes(address?.path ?? '');
    });
  }

  /** Objects with the last segment as their name, then those with a slug made from it. */
  named<T extends Addressed>(all: readonly T[]): T[] {
    const { slug, madeSlugs } = this.#asked;
    return [slug, ...madeSlugs].flatMap((name) =>
      inOrder(all).filter(({ slug: own, slugs = [], addresses = [] }) => {
        const isNamed = own === name || slugs.includes(name);
        return isNamed && (this.isHere || addresses.some((address) => this.#isAt(address)));
      }),
    );
  }

  #isAt({ host }: AddressDocument): boolean {
    return this.isHere || host === this.#host;
  }
}

/**
 * Two sites may have used the same path: the newest object comes first, so the order is always the
 * same.
 */
function inOrder<T extends Addressed>(all: readonly T[]): T[] {
  const moment = ({ publishedAt }: T) => publishedAt?.getTime() ?? 0;
  return all.toSorted((a, b) => moment(b) - moment(a) || (a._id < b._id ? -1 : 1));
}
