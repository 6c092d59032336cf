/** A growing list of 32-bit integers, which uses four bytes for each. */
export class Integers {
  /** The number of integers. */
  length = 0;
  #values = new Int32Array(1024);

  /** Appends an integer. */
  push(value: number): void {
    if (this.length === this.#values.length) {
      const values = new Int32Array(this.length * 2);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.length] = value;
    this.length += 1;
  }

  /** The integer at an index; -1 if the index is out of range. */
  at(index: number): number {
    return this.#values[index] ?? -1;
  }
}
