import { createHash } from 'node:crypto';

/** Initial number of slots. The table always has at least 1.5 times as many slots as keys. */
const FIRST_SLOTS = 1024;
/** 32-bit words per slot: three of the key, one of the value. */
const WORDS = 4;

/**
 * A hash map from texts of any length to 32-bit integers, which needs 24 to 48 bytes per entry,
 * however long the text is.
 *
 * A text is identified by 96 bits of its SHA-1 digest: the probability that any two of a million
 * texts collide is 1 in 10^17. (With 48 bits, it would be 1 in 500.) Entries cannot be deleted.
 */
export class DigestTable {
  #words = new Int32Array(FIRST_SLOTS * WORDS);
  #size = 0;

  /** The number of entries. */
  get size(): number {
    return this.#size;
  }

  /** The value of a text; `undefined` if it was never set. */
  get(text: string): number | undefined {
    const at = this.#placeOf(keyOf(text), 0);
    return this.#words[at] === 0 ? undefined : this.#words[at + WORDS - 1];
  }

  /** Sets or replaces the value of a text. */
  set(text: string, value: number): void {
    const key = keyOf(text);
    const at = this.#placeOf(key, 0);
    const isNew = this.#words[at] === 0;
    this.#put(at, key, 0, value);
    if (!isNew) return;
    this.#size += 1;
    if (this.#size * 1.5 > this.#words.length / WORDS) this.#grow();
  }

  /**
   * The word index of the slot that holds a key, or of the empty slot where it belongs. The key is
   * the three words of `key` that begin at `from`.
   */
  #placeOf(key: Int32Array, from: number): number {
    const words = this.#words;
    const [one, two, three] = [key[from] ?? 0, key[from + 1], key[from + 2]];
    let at = ((one >>> 0) * WORDS) % words.length;
    while (
      words[at] !== 0 &&
      (words[at] !== one || words[at + 1] !== two || words[at + 2] !== three)
    ) {
      at = (at + WORDS) % words.length;
    }
    return at;
  }

  #put(at: number, key: Int32Array, from: number, value: number): void {
    for (let word = 0; word < WORDS - 1; word += 1) this.#words[at + word] = key[from + word] ?? 0;
    this.#words[at + WORDS - 1] = value;
  }

  #grow(): void {
    const old = this.#words;
    this.#words = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += WORDS) {
      if (old[from] === 0) continue;
      this.#put(this.#placeOf(old, from), old, from, old[from + WORDS - 1] ?? 0);
    }
  }
}

/** The digest of a text as three words. The first is never 0, which marks an empty slot. */
function keyOf(text: string): Int32Array {
  const digest = createHash('sha1').update(text).digest();
  const word = (at: number) => digest.readInt32BE(at);
  return Int32Array.of(word(0) || 1, word(4), word(8));
}
