/** Bytes of the number at the head of a message, which says how long the whole of it is. */
const LENGTH_BYTES = 4;

/** Counts the messages of MongoDB's protocol in one direction of a connection. */
export class MessageCount {
  /** Messages that have come whole. */
  whole = 0;
  /** Of the current message: the bytes of its length so far, then how many are still to come. */
  #head: readonly number[] = [];
  #missing = 0;

  /** Whether a message has begun to come. */
  get isInMiddle(): boolean {
    return this.#missing > 0 || this.#head.length > 0;
  }

  /** Takes what has come, cut anywhere. */
  take(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) rest = this.#missing > 0 ? this.#takeBody(rest) : this.#takeHead(rest);
  }

  #takeHead(chunk: Buffer): Buffer {
    const wanted = LENGTH_BYTES - this.#head.length;
    this.#head = [...this.#head, ...chunk.subarray(0, wanted)];
    if (this.#head.length === LENGTH_BYTES) {
      this.#missing = Math.max(Buffer.from(this.#head).readInt32LE() - LENGTH_BYTES, 1);
      this.#head = [];
    }
    return chunk.subarray(wanted);
  }

  #takeBody(chunk: Buffer): Buffer {
    const taken = Math.min(this.#missing, chunk.length);
    this.#missing -= taken;
    if (this.#missing === 0) this.whole += 1;
    return chunk.subarray(taken);
  }
}
