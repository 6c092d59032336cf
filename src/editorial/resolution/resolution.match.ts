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

/** What stands at an address. */
export type Resolution =
  | PublishedArticle
  | TopicDocument
  | AuthorDocument
  /** Absolute: where what was asked for stands now. */
  | { readonly to: string }
  /** It could be read until then. */
  | { readonly since: Date };

/** One answer to the question what an address stands for. */
export interface Standing {
  /** `null` for a page that is not this site's: the original of an article, elsewhere. */
  readonly answer: Resolution | null;
  /** The article that it is or leads to; `null` if it is none. */
  readonly article: PublishedArticle | null;
}

/**
 * What stands at an address, among all that was found for it, the best answer first: the one place
 * that says which address stands for what, for `resolve` and for `article(by: { url })` alike.
 *
 * Its own address is the thing itself. Any other that once was its own, or is nearly right (the
 * name under a wrong section), is a redirect to it, never the thing itself; so however often
 * something was renamed, one step leads to it.
 *
 * Where an article came from is an address of it as well. At this site that leads to it; elsewhere
 * the original stands there still, so nobody is sent away from it: the article can be asked for by
 * it, and that is all. What a site tells of its own addresses goes before what another tells.
 */
export function standings(
  asked: AskedAddress,
  found: AddressFindings,
  siteUrl: string,
): readonly Standing[] {
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

function itself(article: PublishedArticle): Standing {
  return { answer: article, article };
}

function thing(answer: TopicDocument | AuthorDocument): Standing {
  return { answer, article: null };
}

function gone({ withdrawnAt }: WithdrawnArticle): Standing {
  return { answer: { since: withdrawnAt }, article: null };
}

type Pointers = ReturnType<typeof pointersAt>;

/** Redirects to where things stand today. */
function pointersAt(siteUrl: string) {
  const redirect = (to: string, article: PublishedArticle | null = null): Standing => ({
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

/** What has the name that the address ends with: of the kind first that the address speaks of. */
function namedAt(place: Place, found: AddressFindings, to: Pointers): Standing[] {
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

/** Something that stood somewhere, and has a name. */
interface Addressed {
  readonly _id: string;
  readonly slug?: string;
  readonly slugs?: readonly string[];
  readonly addresses?: readonly AddressDocument[];
  readonly source?: SourceDocument;
  readonly publishedAt?: Date;
}

/** An address as it is compared with what was found. */
class Place {
  /** Whether it lies at this site: only then is a name enough. */
  readonly isHere: boolean;
  readonly #asked: AskedAddress;
  readonly #host: string | undefined;
  /** Its path below this site's own address; `undefined` for one beside that, or elsewhere. */
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

  /** Whether it is, letter by letter, the path that something has at this site. */
  isOwn(path: string): boolean {
    return this.#ownPath === path;
  }

  /** Whether its path begins with one of these words. */
  isNamed(...words: readonly string[]): boolean {
    const path = this.#ownPath ?? this.#asked.exactPath;
    const [, first = '', ...rest] = path.toLowerCase().split('/');
    return rest.length > 0 && words.includes(first);
  }

  /** What once stood at this very address, the most exact first, and before it what did here. */
  stored<T extends Addressed>(all: readonly T[]): T[] {
    return this.#asked.candidates.flatMap((path) => {
      const at = (isThere: (address: AddressDocument) => boolean) =>
        inOrder(all).filter(({ addresses = [] }) =>
          addresses.some((address) => address.path === path && isThere(address)),
        );
      return [...at(({ host }) => host === this.#host), ...at((address) => this.#isAt(address))];
    });
  }

  /** What came from this very address. */
  origins<T extends Addressed>(all: readonly T[]): T[] {
    return inOrder(all).filter(({ source }) => {
      const address = source?.url === undefined ? undefined : addressOf(source.url);
      return address?.host === this.#host && this.#asked.candidates.includes(address?.path ?? '');
    });
  }

  /** What has the name that the address ends with, and then what has a slug made of it. */
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

/** Two sites may have had one path: the newest is meant, and the answer is the same every time. */
function inOrder<T extends Addressed>(all: readonly T[]): T[] {
  const moment = ({ publishedAt }: T) => publishedAt?.getTime() ?? 0;
  return all.toSorted((a, b) => moment(b) - moment(a) || (a._id < b._id ? -1 : 1));
}
