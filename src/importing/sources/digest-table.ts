import { createHash } from 'node:crypto';

/** Slots at the beginning; there are always at least twice as many as keys. */
const FIRST_SLOTS = 1024;

/**
 * Small whole numbers by texts of any length, 20 to 40 bytes for each however long its text is.
 *
 * A text is known by 48 bits of a digest: among a million, one in some five hundred such tables has
 * two that are taken for one.
 */
export class DigestTable {
  #keys = new Float64Array(FIRST_SLOTS);
  #values = new Int32Array(FIRST_SLOTS);
  #size = 0;

  /** How many texts it knows. */
  get size(): number {
    return this.#size;
  }

  /** The number of a text, if it was given one. */
  get(text: string): number | undefined {
    const slot = this.#slotOf(keyOf(text));
    return this.#keys[slot] === 0 ? undefined : this.#values[slot];
  }

  /** Gives a text its number, or another. */
  set(text: string, value: number): void {
    const key = keyOf(text);
    const slot = this.#slotOf(key);
    const isNew = this.#keys[slot] === 0;
    this.#keys[slot] = key;
    this.#values[slot] = value;
    if (!isNew) return;
    this.#size += 1;
    if (this.#size * 2 > this.#keys.length) this.#grow();
  }

  /** Where a key stands, or would. */
  #slotOf(key: number): number {
    const slots = this.#keys.length;
    let slot = key % slots;
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = (slot + 1) % slots;
    return slot;
  }

  #grow(): void {
    const [keys, values] = [this.#keys, this.#values];
    this.#keys = new Float64Array(keys.length * 2);
    this.#values = new Int32Array(keys.length * 2);
    for (const [index, key] of keys.entries()) {
      if (key === 0) continue;
      const slot = this.#slotOf(key);
      this.#keys[slot] = key;
      this.#values[slot] = values[index] ?? 0;
    }
  }
}

/** Never 0, which is an empty slot. */
function keyOf(text: string): number {
  return createHash('sha1').update(text).digest().readUIntBE(0, 6) || 1;
}
