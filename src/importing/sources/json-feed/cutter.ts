import { kindOf, type LooseValue, LooseValues } from './loose-values.js';
import { JsonMarks } from './marks.js';

/** An item of a JSON Feed, cut out of its bytes; or the place of one that is none. */
export interface JsonPiece {
  /** 1-based, in the order of the file. */
  readonly number: number;
  /** 1-based line of its beginning. */
  readonly line: number;
  /** From brace to brace, with a character for each byte. */
  readonly bytes: string;
  /** Why it is not whole, or no item. */
  readonly broken?: string | undefined;
}

/** Bytes of one item; a database document ends there as well. */
const MAX_ITEM = 16 * 1024 * 1024;
/** Bytes of all that stands around the items. */
const MAX_ENVELOPE = 1024 * 1024;
/** Bytes that are kept of an item that is too large: its beginning has its title. */
const KEPT_OF_LARGE = 4096;
const OPENING = /[[{]/;

/**
 * Cuts the bytes of a JSON Feed into its items, holding one of them at a time.
 *
 * What is in them is not looked at, so that one that is broken takes no other along; what is no
 * object is told in its place. A feed may have two lists of items, and both count. `envelope` is
 * the feed with empty lists of items.
 */
export class JsonFeedCutter {
  envelope = '';
  readonly #marks = new JsonMarks();
  readonly #loose = new LooseValues();
  readonly #found: JsonPiece[] = [];
  #place: 'BEFORE' | 'ITEMS' | 'BEHIND' = 'BEFORE';
  #depth = 0;
  #item: string[] = [];
  #size = 0;
  #number = 0;
  /** At the end of what was counted, and at the beginning of the item. */
  #line = 1;
  #startLine = 1;

  /** Whether the list of items has been found. */
  get hasItems(): boolean {
    return this.#place !== 'BEFORE';
  }

  /** Reads on, and hands out the items that are whole by now. */
  write(bytes: string): readonly JsonPiece[] {
    let from = 0;
    for (let at = this.#marks.next(bytes, 0); at >= 0; at = this.#marks.next(bytes, at + 1)) {
      from = this.#take(bytes, from, at);
    }
    this.#putAside(bytes.slice(from));
    return this.#found.splice(0);
  }

  /** The last piece: a file that ends before the list does gives one that is broken. */
  end(why = 'the file ends inside of "items"'): readonly JsonPiece[] {
    if (this.#place !== 'ITEMS') return [];
    if (this.#depth === 0) this.#startLine = this.#line;
    this.#finish(`${why}. Fetch the feed again for the rest`);
    this.envelope += '}';
    return this.#found.splice(0);
  }

  /** Goes past one mark; what stands before the offset in the answer is done with. */
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

  /** What stands between two items is a comma, or no item. */
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
