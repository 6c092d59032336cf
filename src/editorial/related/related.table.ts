/** An article that may be a relative: what it is about, and when it was published. */
export interface Candidate {
  readonly articleId: string;
  /** Milliseconds since 1970. */
  readonly publishedAt: number;
  /** Those of many articles; its own stand from `start` up to `end`, which is none of them. */
  readonly keys: Int32Array;
  /** Of the keys, in the same places. */
  readonly weights: Uint8Array;
  readonly start: number;
  readonly end: number;
}

/** By which keys candidates are looked for. */
export interface CandidateQuery {
  /** All that carry one of these. */
  readonly all: readonly number[];
  /** The newest that carry one of these, so many of each at most. */
  readonly newest: readonly number[];
  readonly newestPerKey: number;
}

/**
 * Many articles and the keys that they carry, in little room: five bytes a key, and four more to
 * find its carriers.
 *
 * Filled with `add`, then sealed: from then on it answers. Of one article that is added twice, the
 * first counts.
 */
export class SignalTable {
  readonly #articles: { readonly id: string; readonly publishedAt: number }[] = [];
  readonly #added = new Set<string>();
  #keys = new Int32Array(1024);
  #weights = new Uint8Array(1024);
  /** Where the keys of each article begin, and behind the last where they end. */
  readonly #starts: number[] = [0];
  /** Articles in the order of their publication: places in the arrays above. */
  #byDate = new Int32Array(0);
  /** All keys, each once, ascending. */
  #distinct = new Int32Array(0);
  /** Where the carriers of each distinct key begin, and behind the last where they end. */
  #carrierStarts = new Int32Array(0);
  /** Carriers of the keys, oldest first: places in the arrays above. */
  #carriers = new Int32Array(0);

  /** How many articles it holds. */
  get size(): number {
    return this.#articles.length;
  }

  /** Takes an article in. */
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

  /** Makes it ready to answer; nothing is added any more. */
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

  /** Finds the distinct keys among all in their order, and where the carriers of each begin. */
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

  /** How many articles carry a key. */
  countOf(key: number): number {
    return this.#carriersOf(key).length;
  }

  /** The articles that a query asks for, each once. */
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

  /** Where a key stands among the distinct ones, or would. */
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
