const MARK = /["[\]{}]/g;
const IN_STRING = /["\\]/g;
/** Characters of a string that are kept, to know a key by. */
const KEPT = 16;

/** Goes from one brace or bracket of JSON to the next, past the strings, in pieces of any size. */
export class JsonMarks {
  /** The beginning of the last string. */
  lastString = '';
  #isInString = false;
  /** Whether the next character of the string means nothing. */
  #isEscaped = false;

  /** The offset of the next one at or behind `from`, or -1 if the piece has none. */
  next(piece: string, from: number): number {
    let at = from;
    for (;;) {
      if (this.#isInString) at = this.#pastString(piece, at);
      if (this.#isInString) return -1;
      MARK.lastIndex = at;
      const match = MARK.exec(piece);
      if (match?.[0] !== '"') return match?.index ?? -1;
      this.#isInString = true;
      this.lastString = '';
      at = match.index + 1;
    }
  }

  #pastString(piece: string, from: number): number {
    let at = from;
    while (at < piece.length) {
      if (this.#isEscaped) {
        this.#isEscaped = false;
        at += 1;
        continue;
      }
      IN_STRING.lastIndex = at;
      const match = IN_STRING.exec(piece);
      const end = match?.index ?? piece.length;
      this.#keep(piece, at, end);
      at = end + 1;
      if (match?.[0] === '\\') this.#isEscaped = true;
      if (match?.[0] !== '"') continue;
      this.#isInString = false;
      return at;
    }
    return at;
  }

  #keep(piece: string, from: number, to: number): void {
    const room = KEPT - this.lastString.length;
    if (room > 0) this.lastString += piece.slice(from, Math.min(to, from + room));
  }
}
