/** A line of a file, without its line end. */
export interface WholeLine {
  readonly kind: 'WHOLE';
  /** 1-based. */
  readonly number: number;
  readonly bytes: Buffer;
}

/** A line that is longer than the limit: passed over, with its beginning kept. */
export interface LongLine {
  readonly kind: 'LONG';
  /** 1-based. */
  readonly number: number;
  readonly head: Buffer;
  readonly size: number;
}

/** What is kept of a line that is passed over, to tell its title. */
const HEAD_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;

/**
 * The lines of a stream of bytes, blank ones too; one of more than `maxBytes` is passed over.
 *
 * Holds one line at a time, and of one that is too long no more than its limit, however long.
 */
export async function* linesOf(
  stream: AsyncIterable<Buffer>,
  maxBytes: number,
): AsyncGenerator<WholeLine | LongLine> {
  const cutter = new LineCutter(maxBytes);
  for await (const bytes of stream) yield* cutter.take(bytes);
  yield* cutter.end();
}

/** Puts the pieces of lines together. */
class LineCutter {
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

  /** What was read of a line is let go, but for its beginning, once it is too long. */
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
