/** A JSON Feed cut apart: what is said of the feed, and the text of each of its items. */
export interface JsonFeedSlices {
  /** The feed with an empty list of items; closed, if it was not. */
  readonly envelope: string;
  readonly items: readonly JsonItemSlice[];
  /** What is left of a file that ends before the feed does. */
  readonly cutOff: JsonItemSlice | undefined;
}

/** The text of one item, from brace to brace. */
export interface JsonItemSlice {
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

/**
 * Cuts the items out of the text of a JSON Feed without reading what is in them, so that one that
 * is broken takes no other along; `undefined` if there is no list of items.
 */
export function sliceJsonFeed(text: string): JsonFeedSlices | undefined {
  const scan = new Scan(text);
  const start = scan.findItems();
  if (start === undefined) return undefined;
  const items: JsonItemSlice[] = [];
  let line = 1;
  let counted = 0;
  const slice = (from: number, to: number) => {
    line += text.slice(counted, from).split('\n').length - 1;
    counted = from;
    return { text: text.slice(from, to), line };
  };
  const end = scan.readItems((from, to) => items.push(slice(from, to)));
  const before = `${text.slice(0, start)}[]`;
  if (end !== undefined) return { envelope: before + text.slice(end), items, cutOff: undefined };
  return { envelope: `${before}}`, items, cutOff: slice(scan.lastStart, text.length) };
}

const OPENING = /[[{]/;
const CLOSING = /[\]}]/;
const MARK = /["[\]{}]/g;

/** Goes from one mark of JSON to the next, past the strings. */
class Scan {
  readonly #text: string;
  #at = 0;
  /** Where the last item begins, whole or not. */
  lastStart = 0;
  #lastString = '';

  constructor(text: string) {
    this.#text = text;
  }

  /** The offset of the `[` of the feed's own "items". */
  findItems(): number | undefined {
    let depth = 0;
    for (let mark = this.#next(); mark !== undefined; mark = this.#next()) {
      const isKnown = depth === 1 && mark === '[' && this.#lastString === 'items';
      if (isKnown) return this.#at - 1;
      if (OPENING.test(mark)) depth += 1;
      if (CLOSING.test(mark)) depth -= 1;
    }
    return undefined;
  }

  /** Tells of each whole object of the list; the offset behind the list, if it has an end. */
  readItems(onItem: (from: number, to: number) => void): number | undefined {
    let depth = 0;
    this.lastStart = this.#at;
    for (let mark = this.#next(); mark !== undefined; mark = this.#next()) {
      if (depth === 0 && mark === ']') return this.#at;
      if (OPENING.test(mark)) {
        if (depth === 0) this.lastStart = this.#at - 1;
        depth += 1;
      } else if (CLOSING.test(mark)) {
        depth -= 1;
        if (depth === 0) onItem(this.lastStart, this.#at);
      }
    }
    return undefined;
  }

  /** The next brace or bracket that is in no string. */
  #next(): string | undefined {
    for (;;) {
      MARK.lastIndex = this.#at;
      const mark = MARK.exec(this.#text);
      if (mark === null) return undefined;
      this.#at = mark.index + 1;
      if (mark[0] !== '"') return mark[0];
      const end = this.#endOfString();
      this.#lastString = this.#text.slice(this.#at, Math.min(end, this.#at + 16));
      this.#at = end + 1;
    }
  }

  #endOfString(): number {
    let end = this.#text.indexOf('"', this.#at);
    while (end >= 0 && this.#isEscaped(end)) end = this.#text.indexOf('"', end + 1);
    return end < 0 ? this.#text.length : end;
  }

  #isEscaped(quote: number): boolean {
    let backslashes = 0;
    while (this.#text[quote - 1 - backslashes] === '\\') backslashes += 1;
    return backslashes % 2 === 1;
  }
}
