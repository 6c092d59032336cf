import { sortName } from '../../content/sort-name.js';
import type { ReadContext } from '../../database/read-context.js';
import { ReferenceCache } from '../../database/reference-cache.js';
import type { AddressDocument } from '../../editorial/address/address.document.js';
import type { AuthorDocument } from '../../editorial/author/author.document.js';
import type { AuthorDescription } from '../../editorial/author/author.store.js';
import type { Moments } from '../../editorial/named/named.document.js';
import { isShownEarlier } from '../../editorial/visibility/visibility.js';
import type { Stores } from '../../stores.js';
import type { AuthorEntry } from '../entry.js';
import { authorKey } from '../identity.js';
import { addressesOf } from '../preparing/addresses.js';
import { askedSlug } from '../slugs/asked-slug.js';
import { slugCandidates } from '../slugs/free-slug.js';

/** The part of an author that is cached for articles that only mention the author. */
type KnownAuthor = Pick<AuthorDocument, '_id' | 'shownFrom'>;

/** Cache of authors: how many, and the milliseconds after which one is read again. */
const KNOWN = { max: 50_000, maxAgeMilliseconds: 60_000 };

/** Number of descriptions that are collected before they are written. */
const TOLD_AT_ONCE = 500;

/**
 * Creates the authors that entries contain, and stores what sources say about them.
 *
 * A description replaces what is stored; a mention in an article does not. Descriptions are
 * collected, so that a thousand of them need only a few commands. The cache is bounded, and only
 * saves reads.
 */
export class AuthorRegister {
  readonly #stores: Stores;
  readonly #readContext: ReadContext;
  readonly #declared = new Map<string, AuthorEntry>();
  readonly #known = new ReferenceCache<KnownAuthor>(KNOWN);

  constructor(stores: Stores, readContext: ReadContext) {
    this.#stores = stores;
    this.#readContext = readContext;
  }

  /** Collects a description of an author; written with the next `ensure` at the latest. */
  async describe(entry: AuthorEntry): Promise<void> {
    this.#declared.set(authorKey(entry), entry);
    if (this.#declared.size >= TOLD_AT_ONCE) await this.ensure([]);
  }

  /** Writes the collected descriptions, and creates the mentioned authors that do not exist yet. */
  async ensure(mentioned: readonly AuthorEntry[]): Promise<void> {
    const entries = new Map([...mentioned.map(byKey), ...this.#declared]);
    const known = await this.#read([...entries.keys()]);
    const missing = [...entries].filter(([id]) => !known.has(id));
    await this.#stores.author.insert(
      missing.map(([_id, entry]) => ({
        document: { _id, ...described(entry) },
        slugs: slugCandidates(askedSlug(entry, entry.slug ?? entry.name)),
      })),
    );
    this.#known.keep(missing.map(([_id]) => ({ _id })));
    await this.#describeKnown();
    this.#declared.clear();
  }

  /** Makes authors visible from these moments on. */
  async show(moments: Moments): Promise<void> {
    const known = await this.#read([...moments.keys()]);
    // An author who is already visible stays visible; no article can delay it.
    const hidden = [...moments].filter(([id]) => !isPast(known.get(id), this.#readContext));
    await this.#stores.author.show(new Map(hidden));
    this.#known.keep(hidden.map(([_id, shownFrom]) => ({ _id, shownFrom })));
  }

  /**
   * Updates existing authors whose description has changed. `ensure` may just have created some of
   * them.
   */
  async #describeKnown(): Promise<void> {
    if (this.#declared.size === 0) return;
    const found = await this.#stores.author.findByIds(this.#readContext, [
      ...this.#declared.keys(),
    ]);
    const changed = found.flatMap((author): AuthorDescription[] => {
      const entry = this.#declared.get(author._id);
      if (entry === undefined) return [];
      const declared = described(entry, author.addresses);
      const isSame =
        declared.name === author.name &&
        declared.bio === author.bio &&
        declared.addresses?.length === author.addresses?.length &&
        !isShownEarlier(declared, author);
      return isSame ? [] : [{ _id: author._id, previous: author, ...declared }];
    });
    await this.#stores.author.describe(changed);
    this.#known.keep(found.map(remembered));
  }

  async #read(ids: readonly string[]): Promise<ReadonlyMap<string, KnownAuthor>> {
    const authors = await this.#known.read(ids, async (missing) =>
      (await this.#stores.author.findByIds(this.#readContext, missing)).map(remembered),
    );
    return new Map(authors.map((author) => [author._id, author]));
  }
}

function byKey(entry: AuthorEntry): readonly [string, AuthorEntry] {
  return [authorKey(entry), entry];
}

function remembered({ _id, shownFrom }: AuthorDocument): KnownAuthor {
  return { _id, ...(shownFrom === undefined ? {} : { shownFrom }) };
}

function isPast(author: KnownAuthor | undefined, { asOf }: ReadContext): boolean {
  return author?.shownFrom !== undefined && author.shownFrom <= asOf;
}

function described(entry: AuthorEntry, known?: readonly AddressDocument[]) {
  const name = entry.name.trim() || entry.slug || 'Unknown';
  const addresses = addressesOf(entry.addresses, known);
  return {
    name,
    sortName: sortName(name),
    ...(entry.bio === undefined ? {} : { bio: entry.bio }),
    ...(addresses === undefined ? {} : { addresses }),
    ...(entry.shownFrom === undefined ? {} : { shownFrom: entry.shownFrom }),
  };
}
