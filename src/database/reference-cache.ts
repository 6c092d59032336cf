import { LRUCache } from 'lru-cache';

/** The limits of a cache. */
export interface ReferenceCacheOptions {
  /** The maximum number of documents. */
  readonly max: number;
  /** Milliseconds after which a document is read again. */
  readonly maxAgeMilliseconds: number;
}

/**
 * A cache of slowly changing documents by id, limited in number and age.
 *
 * Missing documents are not cached, so a new document is seen at once. A change to a cached
 * document is seen when its maximum age is reached.
 */
export class ReferenceCache<T extends { readonly _id: string }> {
  readonly #documents: LRUCache<string, T>;

  constructor(options: ReferenceCacheOptions) {
    this.#documents = new LRUCache({ max: options.max, ttl: options.maxAgeMilliseconds });
  }

  /**
   * The existing documents with these ids, from the cache or by `load`. Loaded documents are cached
   * if `isKept` returns true for them.
   */
  async read(
    ids: readonly string[],
    load: (ids: readonly string[]) => Promise<readonly T[]>,
    isKept: (document: T) => boolean = () => true,
  ): Promise<T[]> {
    const kept = ids.flatMap((id) => this.#documents.get(id) ?? []);
    const keptIds = new Set(kept.map(({ _id }) => _id));
    const missing = ids.filter((id) => !keptIds.has(id));
    if (missing.length === 0) return kept;
    const loaded = await load(missing);
    this.keep(loaded.filter(isKept));
    return [...kept, ...loaded];
  }

  /** Removes all documents from the cache. */
  clear(): void {
    this.#documents.clear();
  }

  /** Caches documents, and replaces older versions of them. */
  keep(documents: Iterable<T>): void {
    for (const document of documents) this.#documents.set(document._id, document);
  }
}
