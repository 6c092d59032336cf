import { kindOf, type LooseValue, LooseValues } from './loose-values.js';
import { JsonMarks } from './marks.js';

/** An item of a JSON Feed as raw bytes, or the place of a value that is not an item. */
export interface JsonPiece {
  /** 1-based, in the order of the file. */
  readonly number: number;
  /** The 1-based line where it begins. */
  readonly line: number;
  /** From brace to brace, one character per byte. */
  readonly bytes: string;
  /** The reason if it is incomplete or not an item. */
  readonly broken?: string | undefined;
}

/** Maximum size of one item in bytes; that of a database document is the same. */
const MAX_ITEM = 16 * 1024 * 1024;
/** Maximum size in bytes of everything outside of the items. */
const MAX_ENVELOPE = 1024 * 1024;
/** Bytes that are kept of an item that is too large, because its title is usually there. */
const KEPT_OF_LARGE = 4096;
const OPENING = /[[{]/;

/**
 * Splits the bytes of a JSON Feed into its items, and holds one of them in memory.
 *
 * The items are not parsed, so a broken item does not affect others; a value that is not an object
 * is reported with its place. A feed may have two lists of items; both are read. `envelope` is the
 * feed with empty lists of items.
 */
export class JsonFeedSplitter {
  envelope = '';
  readonly #marks = new JsonMarks();
  readonly #loose = new LooseValues();
  readonly #found: JsonPiece[] = [];
  #place: 'BEFORE' | 'ITEMS' | 'BEHIND' = 'BEFORE';
  #depth = 0;
  #item: string[] = [];
  #size = 0;
  #number = 0;
  /** The current line, and the line where the item begins. */
  #line = 1;
  #startLine = 1;

  /** Whether the list of items has been found. */
  get hasItems(): boolean {
    return this.#place !== 'BEFORE';
  }

  /** Reads a chunk, and returns the items completed by it. */
  write(bytes: string): readonly JsonPiece[] {
    let from = 0;
    for (let at = this.#marks.next(bytes, 0); at >= 0; at = this.#marks.next(bytes, at + 1)) {
      from = this.#take(bytes, from, at);
    }
    this.#putAside(bytes.slice(from));
    return this.#found.splice(0);
  }

  /** The last piece: if the file ends inside the list, it is marked as broken. */
  end(why = 'the file ends inside "items"'): readonly JsonPiece[] {
    if (this.#place !== 'ITEMS') return [];
    if (this.#depth === 0) this.#startLine = this.#line;
    this.#finish(`${why}. Fetch the feed again to get the rest`);
    this.envelope += '}';
    return this.#found.splice(0);
  }

  /** Handles one structural character; returns the offset up to which bytes are done. */
  #take(bytes: string, from: number, at: number): number {
    const mark = bytes.charAt(at);
    const isOpening = OPENING.test(mark);
    if (this.#place === 'ITEMS' && this.#depth === 0) {
      this.#passBetween(bytes.slice(from, at));
      this.#tell(this.#loose.end());
      if (mark === ']') {
        this.#place = 'BEHIND';
        this.#depth = 1;
        return at + 1;
      }
      this.#startLine = this.#line;
      if (!isOpening) return at + 1;
      this.#depth = 1;
      return at;
    }
    const isList = this.#place !== 'ITEMS' && this.#depth === 1 && mark === '[';
    if (isList && this.#marks.lastString === 'items') {
      this.#putAside(`${bytes.slice(from, at)}[]`);
      this.#place = 'ITEMS';
      this.#depth = 0;
      return at + 1;
    }
    this.#depth += isOpening ? 1 : -1;
    if (this.#place !== 'ITEMS' || this.#depth > 0) return from;
    this.#count(bytes, from, at);
    this.#keep(bytes.slice(from, at + 1));
    this.#finish();
    return at + 1;
  }

  /** Between two items there is a comma, or a value that is not an item. */
  #passBetween(bytes: string): void {
    this.#tell(this.#loose.read(bytes, this.#line));
    this.#count(bytes, 0, bytes.length);
  }

  #tell(values: readonly LooseValue[]): void {
    for (const { text, line } of values) {
      this.#number += 1;
      this.#found.push({ number: this.#number, line, bytes: text, broken: noObject(text) });
    }
  }

  #putAside(bytes: string): void {
    if (this.#place === 'ITEMS' && this.#depth === 0) {
      this.#passBetween(bytes);
      return;
    }
    this.#count(bytes, 0, bytes.length);
    if (this.#place !== 'ITEMS') {
      if (this.envelope.length < MAX_ENVELOPE) this.envelope += bytes;
    } else this.#keep(bytes);
  }

  #keep(bytes: string): void {
    this.#size += bytes.length;
    if (this.#size <= MAX_ITEM) this.#item.push(bytes);
    else this.#item = this.#item.slice(0, 1).map((first) => first.slice(0, KEPT_OF_LARGE));
  }

  #finish(broken?: string): void {
    const bytes = this.#item.join('');
    const tooLarge = `expected at most ${MAX_ITEM} bytes in an item, found ${this.#size}`;
    const whole = bytes.startsWith('[') ? noObject(bytes) : undefined;
    const reason = this.#size > MAX_ITEM ? tooLarge : (broken ?? whole);
    this.#number += 1;
    this.#found.push({
      number: this.#number,
      line: this.#startLine,
      bytes,
      broken: reason,
    });
    this.#item = [];
    this.#size = 0;
  }

  #count(bytes: string, from: number, to: number): void {
    const next = (at: number) => bytes.indexOf('\n', at);
    for (let at = next(from); at >= 0 && at < to; at = next(at + 1)) this.#line += 1;
  }
}

function noObject(text: string): string {
  return `expected an item (an object in braces), found ${kindOf(text)}`;
}
