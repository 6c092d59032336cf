/** A list of whole numbers of 32 bits, in four bytes each. */
export class Integers {
  /** How many there are. */
  length = 0;
  #values = new Int32Array(1024);

  /** Adds one at the end. */
  push(value: number): void {
    if (this.length === this.#values.length) {
      const values = new Int32Array(this.length * 2);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  /** The one at a place; -1 where there is none. */
  at(index: number): number {
    return this.#values[index] ?? -1;
  }
}
