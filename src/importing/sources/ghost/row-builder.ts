import Assembler from 'stream-json/assembler.js';
import type { Token } from 'stream-json/core/parser.js';
import { type Fields, isObject } from '../parsed-object.js';

/** Maximum number of characters in one row; far more than a database document can hold. */
const MAX_ROW_CHARACTERS = 30_000_000;
/** Cost of a value in addition to its text, in characters: a million numbers are large, too. */
const VALUE_CHARACTERS = 20;

/**
 * Builds one row from its tokens, with the wanted fields only.
 *
 * A row that is too long keeps what came before the limit; the rest is skipped.
 */
export class RowBuilder {
  readonly #wanted: ReadonlySet<string>;
  readonly #assembler = new Assembler();
  #depth = 1;
  #isSkipping = false;
  #text = '';
  #characters = 0;

  constructor(wanted: ReadonlySet<string>) {
    this.#wanted = wanted;
    this.#assembler.consume({ name: 'startObject' });
  }

  /** Whether the row is complete. */
  get isDone(): boolean {
    return this.#depth === 0;
  }

  /** The reason if the row was too long and fields are missing. */
  get excess(): string | undefined {
    if (!this.#isCut) return undefined;
    return `expected at most ${MAX_ROW_CHARACTERS} characters in a row, found ${this.#characters}`;
  }

  get #isCut(): boolean {
    return this.#characters > MAX_ROW_CHARACTERS;
  }

  /** The current nesting depth within the row. */
  get depth(): number {
    return this.#depth;
  }

  /** The fields that have been read so far. */
  get fields(): Fields {
    const { stack, current } = this.#assembler;
    // While a nested value is open, the row itself is at the bottom of the stack.
    const row = stack[0] ?? current;
    return isObject(row) ? row : {};
  }

  take(token: Token): void {
    if (token.name === 'endObject' || token.name === 'endArray') this.#depth -= 1;
    if (token.name === 'keyValue' && this.#depth === 1) {
      this.#isSkipping = !this.#wanted.has(token.value);
    }
    if (!this.isDone && !this.#isSkipping) {
      this.#characters += token.name === 'stringChunk' ? token.value.length : VALUE_CHARACTERS;
      if (!this.#isCut) this.#keep(token);
    }
    if (token.name === 'startObject' || token.name === 'startArray') this.#depth += 1;
  }

  #keep(token: Token): void {
    switch (token.name) {
      case 'startString':
        this.#text = '';
        return;
      case 'stringChunk':
        this.#text += token.value;
        return;
      case 'endString':
        this.#assembler.consume({ name: 'stringValue', value: this.#text });
        this.#text = '';
        return;
      default:
        this.#assembler.consume(token);
    }
  }
}
