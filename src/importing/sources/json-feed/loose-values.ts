/** A value in a list that is neither an object nor a list. */
export interface LooseValue {
  /** The beginning of the value as written. */
  readonly text: string;
  /** The 1-based line where it begins. */
  readonly line: number;
}

const PART = /\s+|[,"\\]|[^\s,"\\]+/g;
/** Maximum number of characters that are kept of a value. */
const KEPT = 300;

/**
 * Finds the values between the objects of a JSON list, each up to the next comma. The text is read
 * in chunks of any size.
 */
export class LooseValues {
  #text = '';
  #line = 1;
  #isInString = false;
  /** Whether a backslash escapes the next character of the string. */
  #isEscaped = false;

  /** Reads a chunk that begins on a line, and returns the values ended by a comma. */
  read(piece: string, line: number): LooseValue[] {
    const found: LooseValue[] = [];
    let at = line;
    for (const [part] of piece.matchAll(PART)) {
      if (part === ',' && !this.#isInString) found.push(...this.end());
      else this.#take(part, at);
      if (/^\s/.test(part)) at += part.split('\n').length - 1;
    }
    return found;
  }

  /** The pending value, ended by the end of the list or by the next object. */
  end(): LooseValue[] {
    const text = this.#text.trimEnd();
    this.#text = '';
    return text === '' ? [] : [{ text, line: this.#line }];
  }

  #take(part: string, line: number): void {
    if (this.#text === '') {
      if (/^\s/.test(part)) return;
      this.#line = line;
    }
    const isMark = part === '"' && !this.#isEscaped;
    this.#isEscaped = this.#isInString && part === '\\' && !this.#isEscaped;
    if (isMark) this.#isInString = !this.#isInString;
    const room = KEPT - this.#text.length;
    if (room > 0) this.#text += part.slice(0, room);
  }
}

/** The kind of a JSON value, for the message that it is not an object. */
export function kindOf(text: string): string {
  if (text.startsWith('[')) return 'a list';
  if (text.startsWith('"')) return 'a text';
  if (/^-?\d/.test(text)) return 'a number';
  return /^(?:null|true|false)$/.test(text) ? text : 'a value that is not JSON';
}
