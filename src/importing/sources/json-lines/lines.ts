/** A line of a file, without its line end. */
export interface WholeLine {
  readonly kind: 'WHOLE';
  /** 1-based. */
  readonly number: number;
  readonly bytes: Buffer;
}

/** A line that is longer than the limit; only its beginning is kept. */
export interface LongLine {
  readonly kind: 'LONG';
  /** 1-based. */
  readonly number: number;
  readonly head: Buffer;
  readonly size: number;
}

/** Bytes kept of a line that is too long, because its title is usually there. */
const HEAD_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/**
 * Splits a stream of bytes into lines, including blank ones.
 *
 * Holds one line in memory. A line above `maxBytes` is skipped as a `LONG` one, and never takes
 * more memory than the limit.
 */
export async function* linesOf(
  stream: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<WholeLine | LongLine> {
  const splitter = new LineSplitter(maxBytes);
  for await (const bytes of stream) yield* splitter.take(bytes);
  yield* splitter.end();
}

/** Joins the chunks of lines. */
class LineSplitter {
  readonly #maxBytes: number;
  #number = 1;
  #pieces: Buffer[] = [];
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  *take(bytes: Buffer): Generator<WholeLine | LongLine> {
    let from = 0;
    let end = bytes.indexOf(LINE_FEED);
    while (end >= 0) {
      this.#keep(bytes.subarray(from, end));
      yield this.#line();
      from = end + 1;
      end = bytes.indexOf(LINE_FEED, from);
    }
    if (from < bytes.length) this.#keep(bytes.subarray(from));
  }

  *end(): Generator<WholeLine | LongLine> {
    if (this.#size > 0) yield this.#line();
  }

  /** Once a line is too long, everything but its beginning is dropped. */
  #keep(piece: Buffer): void {
    const isPassedOver = this.#size > this.#maxBytes;
    this.#size += piece.length;
    if (isPassedOver) return;
    this.#pieces.push(piece);
    if (this.#size <= this.#maxBytes) return;
    this.#pieces = [Buffer.concat(this.#pieces, Math.min(this.#size, HEAD_BYTES))];
  }

  #line(): WholeLine | LongLine {
    const [first = Buffer.alloc(0), ...others] = this.#pieces;
    const number = this.#number;
    const size = this.#size;
    const bytes = others.length === 0 ? first : Buffer.concat(this.#pieces);
    this.#number += 1;
    this.#pieces = [];
    this.#size = 0;
    if (size > this.#maxBytes) return { kind: 'LONG', number, head: bytes, size };
    return { kind: 'WHOLE', number, bytes };
  }
}
