const MARK = /["[\]{}]/g;
const IN_STRING = /["\\]/g;
/** Characters of a string that are kept, enough to recognise a key. */
const KEPT = 16;

/** Finds the braces and brackets of JSON outside of strings, in chunks of any size. */
export class JsonMarks {
  /** The beginning of the last string that was passed. */
  lastString = '';
  #isInString = false;
  /** Whether a backslash escapes the next character of the string. */
  #isEscaped = false;

  /** The offset of the first one at or after `from`; -1 if the chunk has none. */
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
