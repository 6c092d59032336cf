import { createHash } from 'node:crypto';

/** Slots at the beginning; there are always at least half as many again as keys. */
const FIRST_SLOTS = 1024;
/** Words of a slot: three of its key and one of its value. */
const WORDS = 4;

/**
 * Small whole numbers by texts of any length, 24 to 48 bytes for each however long its text is.
 *
 * A text is known by 96 bits of a digest: that two of a million are taken for one happens in one of
 * 10^17 such tables. (With 48 bits, it is one in five hundred.)
 */
export class DigestTable {
  #words = new Int32Array(FIRST_SLOTS * WORDS);
  #size = 0;

  /** How many texts it knows. */
  get size(): number {
    return this.#size;
  }

  /** The number of a text, if it was given one. */
  get(text: string): number | undefined {
    const at = this.#placeOf(keyOf(text), 0);
    return this.#words[at] === 0 ? undefined : this.#words[at + WORDS - 1];
  }

  /** Gives a text its number, or another. */
  set(text: string, value: number): void {
    const key = keyOf(text);
    const at = this.#placeOf(key, 0);
    const isNew = this.#words[at] === 0;
    this.#put(at, key, 0, value);
    if (!isNew) return;
    this.#size += 1;
    if (this.#size * 1.5 > this.#words.length / WORDS) this.#grow();
  }

  /** Where the key that begins at an offset of some words stands, or would. */
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

/** Its first word is never 0, which is an empty slot. */
function keyOf(text: string): Int32Array {
  const digest = createHash('sha1').update(text).digest();
  const word = (at: number) => digest.readInt32BE(at);
  return Int32Array.of(word(0) || 1, word(4), word(8));
}
