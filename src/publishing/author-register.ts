import { slugify } from '../content/slug.js';
import { sortName } from '../content/sort-name.js';
import type { Reading } from '../database/reading.js';
import { slugCandidates } from '../database/slug-claim.js';
import type { AuthorDocument } from '../editorial/author/author.document.js';
import type { Stores } from '../stores.js';
import type { AuthorEntry } from './entry.js';
import { authorIdOf } from './identity.js';

/**
 * Makes the authors that entries name, and takes what a source says of them.
 *
 * What a source describes replaces what was known; an article that merely names an author does not.
 */
export class AuthorRegister {
  readonly #stores: Stores;
  readonly #reading: Reading;
  readonly #known = new Set<string>();
  readonly #shown = new Set<string>();

  constructor(stores: Stores, reading: Reading) {
    this.#stores = stores;
    this.#reading = reading;
  }

  /** Takes a source's description of an author. */
  async describe(entry: AuthorEntry): Promise<void> {
    const _id = authorIdOf(entry.identity);
    const [existing] = await this.#stores.author.findByIds(this.#reading, [_id]);
    if (existing === undefined) await this.#insert(entry);
    else {
      const told = { ...existing, ...described(entry) };
      const isChanged = existing.name !== told.name || existing.bio !== told.bio;
      if (isChanged) await this.#stores.author.update(told);
    }
    this.#known.add(_id);
  }

  /** Lets readers know of authors. */
  async show(ids: readonly string[]): Promise<void> {
    const hidden = [...new Set(ids)].filter((id) => !this.#shown.has(id));
    if (hidden.length === 0) return;
    await this.#stores.author.show(hidden);
    for (const id of hidden) this.#shown.add(id);
  }

  /** Makes the authors that are not there yet. */
  async ensure(entries: readonly AuthorEntry[]): Promise<void> {
    const missing = new Map(
      entries
        .map((entry) => [authorIdOf(entry.identity), entry] as const)
        .filter(([id]) => !this.#known.has(id)),
    );
    if (missing.size === 0) return;
    const found = await this.#stores.author.findByIds(this.#reading, [...missing.keys()]);
    const foundIds = new Set(found.map(({ _id }) => _id));
    for (const [id, entry] of missing) {
      if (!foundIds.has(id)) await this.#insert(entry);
      this.#known.add(id);
    }
  }

  async #insert(entry: AuthorEntry): Promise<void> {
    const author: Omit<AuthorDocument, 'slug'> = {
      _id: authorIdOf(entry.identity),
      ...described(entry),
    };
    const slugs = slugCandidates(slugify(entry.slug ?? entry.name));
    await this.#stores.author.insert(author, slugs);
  }
}

function described(entry: AuthorEntry) {
  const name = entry.name.trim() || entry.slug || 'Unknown';
  return {
    name,
    sortName: sortName(name),
    ...(entry.bio === undefined ? {} : { bio: entry.bio }),
  };
}
