/** A candidate for a related article: its features, and when it was published. */
export interface Candidate {
  readonly articleId: string;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  /**
   * Keys of many articles; those of this candidate are at the indexes from `start` to before `end`.
   */
  readonly keys: Int32Array;
  /** The weights of the keys, at the same indexes. */
  readonly weights: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** A query for candidates, by keys. */
export interface CandidateQuery {
  /** Selects all articles that have one of these keys. */
  readonly all: readonly number[];
  /** Selects the newest articles of each of these keys, at most `newestPerKey` per key. */
  readonly newest: readonly number[];
  readonly newestPerKey: number;
}

/**
 * An inverted index: for each key, the articles that have it. It needs five bytes per key of an
 * article, and four more to find the article by the key.
 *
 * Fill it with `add`, then call `seal`; only then can it be queried. If an article is added twice,
 * the first is kept.
 */
export class InvertedIndex {
  readonly #articles: { readonly id: string; readonly publishedAt: number }[] = [];
  readonly #added = new Set<string>();
  #keys = new Int32Array(1024);
  #weights = new Uint8Array(1024);
  /** Start index of each article's keys; the last element is the end of the last article's keys. */
  readonly #starts: number[] = [0];
  /** Indexes of all articles, oldest first. */
  #byDate = new Int32Array(0);
  /** All distinct keys, ascending. */
  #distinct = new Int32Array(0);
  /** For each distinct key, the start index in `#carriers`; the last element is the end. */
  #carrierStarts = new Int32Array(0);
  /** Indexes of the articles of each distinct key, oldest first. */
  #carriers = new Int32Array(0);

  /** The number of articles. */
  get size(): number {
    return this.#articles.length;
  }

  /** Adds an article. `keys` and `weights` are in the same order. */
  add(id: string, publishedAt: Date, keys: readonly number[], weights: readonly number[]): void {
    if (this.#added.has(id)) return;
    this.#added.add(id);
    const start = this.#starts.at(-1) ?? 0;
    const end = start + keys.length;
    if (end > this.#keys.length) this.#grow(Math.ceil(1.5 * end));
    this.#keys.set(keys, start);
    this.#weights.set(weights, start);
    this.#articles.push({ id, publishedAt: publishedAt.getTime() });
    this.#starts.push(end);
  }

  /** Builds the index. Afterwards nothing can be added. */
  seal(): void {
    this.#added.clear();
    this.#byDate = Int32Array.from(this.#articles.keys()).sort((a, b) => this.#compare(a, b));
    this.#carriers = this.#keys.slice(0, this.#starts.at(-1)).sort();
    this.#partKeys();
    const next = this.#carrierStarts.slice();
    for (const article of this.#byDate) {
      for (const key of this.#keysOf(article)) {
        const slot = this.#placeOf(key);
        const free = next[slot] ?? 0;
        this.#carriers[free] = article;
        next[slot] = free + 1;
      }
    }
  }

  /** Collects the distinct keys, and the start index of each in `#carriers`. */
  #partKeys(): void {
    const all = this.#carriers;
    let distinct = 0;
    for (let index = 0; index < all.length; index += 1) {
      if (index === 0 || all[index] !== all[index - 1]) distinct += 1;
    }
    this.#distinct = new Int32Array(distinct);
    this.#carrierStarts = new Int32Array(distinct + 1);
    let place = -1;
    for (let index = 0; index < all.length; index += 1) {
      if (index === 0 || all[index] !== all[index - 1]) {
        place += 1;
        this.#distinct[place] = all[index] ?? 0;
      }
      this.#carrierStarts[place + 1] = index + 1;
    }
  }

  /** The number of articles that have a key. */
  countOf(key: number): number {
    return this.#carriersOf(key).length;
  }

  /**
   * The articles that a query selects, without duplicates. Finding a key takes O(log n) steps for n
   * distinct keys.
   */
  find({ all, newest, newestPerKey }: CandidateQuery): Candidate[] {
    const places = new Set<number>();
    for (const key of all) for (const place of this.#carriersOf(key)) places.add(place);
    for (const key of newest) {
      for (const place of this.#carriersOf(key).subarray(-newestPerKey)) places.add(place);
    }
    const [keys, weights] = [this.#keys, this.#weights];
    const candidates: Candidate[] = [];
    for (const place of places) {
      const article = this.#articles[place];
      if (article === undefined) continue;
      const [start = 0, end = 0] = [this.#starts[place], this.#starts[place + 1]];
      const { id: articleId, publishedAt } = article;
      candidates.push({ articleId, publishedAt, keys, weights, start, end });
    }
    return candidates;
  }

  #carriersOf(key: number): Int32Array {
    const place = this.#placeOf(key);
    if (this.#distinct[place] !== key) return this.#carriers.subarray(0, 0);
    return this.#carriers.subarray(this.#carrierStarts[place], this.#carrierStarts[place + 1]);
  }

  #keysOf(article: number): Int32Array {
    return this.#keys.subarray(this.#starts[article], this.#starts[article + 1]);
  }

  /** The index of a key among the distinct ones, or where it would be inserted. */
  #placeOf(key: number): number {
    let low = 0;
    let high = this.#distinct.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#distinct[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #compare(a: number, b: number): number {
    const [one, other] = [this.#articles[a], this.#articles[b]];
    if (one === undefined || other === undefined) return 0;
    return one.publishedAt - other.publishedAt || (one.id < other.id ? -1 : 1);
  }

  #grow(size: number): void {
    const keys = new Int32Array(size);
    keys.set(this.#keys);
    this.#keys = keys;
    const weights = new Uint8Array(size);
    weights.set(this.#weights);
    this.#weights = weights;
  }
}
