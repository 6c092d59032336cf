import { LRUCache } from 'lru-cache';

/** How much is kept, and for how long. */
export interface ReferenceCacheOptions {
  /** Documents at most. */
  readonly max: number;
  /** Milliseconds after which a document is read again. */
  readonly maxAgeMilliseconds: number;
}

/**
 * Slow-changing documents by id, kept across reads within a bound of number and age.
 *
 * What nobody has is not remembered, so a new document is seen at once. A change to a kept one,
 * whoever makes it, is seen when its age is up.
 */
export class ReferenceCache<T extends { readonly _id: string }> {
  readonly #documents: LRUCache<string, T>;

  constructor(options: ReferenceCacheOptions) {
    this.#documents = new LRUCache({ max: options.max, ttl: options.maxAgeMilliseconds });
  }

  /**
   * The documents of these ids that exist, read by `load` as far as they are not kept; those that
   * `isKept` says so of are kept from then on.
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

  /** Keeps none of them any longer. */
  clear(): void {
    this.#documents.clear();
  }

  /** Keeps documents as they are now, in the place of what was known of them. */
  keep(documents: Iterable<T>): void {
    for (const document of documents) this.#documents.set(document._id, document);
  }
}
