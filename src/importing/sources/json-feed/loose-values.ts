/** A value of a list that is neither an object nor a list. */
export interface LooseValue {
  /** Its beginning, as it is written. */
  readonly text: string;
  /** 1-based line of that. */
  readonly line: number;
}

const PART = /\s+|[,"\\]|[^\s,"\\]+/g;
/** Characters of a value that are kept. */
const KEPT = 300;

/**
 * Finds the values that stand between the objects of a list of JSON, in pieces of any size:
 * whatever is written there, up to the next comma.
 */
export class LooseValues {
  #text = '';
  #line = 1;
  #isInString = false;
  /** Whether the next character of the string means nothing. */
  #isEscaped = false;

  /** Reads on from a line, and hands out the values that a comma has ended. */
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

  /** The value that the end of the list, or what comes next in it, has ended. */
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

/** What a value is, to say that it is no object. */
export function kindOf(text: string): string {
  if (text.startsWith('[')) return 'a list';
  if (text.startsWith('"')) return 'a text';
  if (/^-?\d/.test(text)) return 'a number';
  return /^(?:null|true|false)$/.test(text) ? text : 'something that is no JSON';
}
