/** Sections in which nothing is markup, and which can contain the text of an end tag. */
export type Hidden = 'CDATA' | 'COMMENT';

/** Tokens that end an item, begin such a section, or begin an element that is not in an item. */
const MARK =
  /<!\[CDATA\[|<!--|<(?:item|wp:(?:comment|author|category|tag|term))(?=[\s>])|<\/(?:item|channel)\s*>/g;
/** The end of such a section; two adjacent items mean that its end is missing. */
const HIDDEN_END = {
  CDATA: /\]\]>|<\/item\s*>\s*(?=<item[\s>])/g,
  COMMENT: /-->|<\/item\s*>\s*(?=<item[\s>])/g,
};
const BEGINNING = { CDATA: '<![CDATA[', COMMENT: '<!--' } as const;
/** Longer than any token, because a token can span two chunks of the file. */
const OVERLAP = 256;

/**
 * Skips the rest of an item that is too large, without keeping it.
 *
 * `hidden` is the section in which the rest begins. `before` is the text before the rest, in which
 * a token may have begun.
 */
export class OversizeSkipper {
  /** The numbers of lines, characters and comments that were skipped. */
  lines: number;
  characters: number;
  comments = 0;
  #hidden: Hidden | undefined;
  #buffer: string;

  constructor(hidden: Hidden | undefined, before: string) {
    this.#hidden = hidden;
    this.#buffer = undecided(before, hidden);
    this.lines = -newlinesIn(this.#buffer);
    this.characters = -this.#buffer.length;
  }

  /** Skips a chunk; returns the text after the item once its end was found. */
  goOver(text: string): string | undefined {
    this.#buffer += text;
    let from = 0;
    for (;;) {
      const mark: RegExp = this.#hidden === undefined ? MARK : HIDDEN_END[this.#hidden];
      mark.lastIndex = from;
      const match = mark.exec(this.#buffer);
      if (match === null) break;
      const [token] = match;
      from = match.index + token.length;
      const isMet = this.#hidden !== undefined && token.startsWith('</');
      if (isMet || (this.#hidden === undefined && isEnd(token))) {
        return this.#dropTo(isMet || token.startsWith('</item') ? from : match.index);
      }
      this.#take(token);
    }
    this.#dropTo(Math.max(from, this.#buffer.length - OVERLAP));
    return undefined;
  }

  /** Skips the remaining text at the end of the file. */
  goToEnd(): void {
    this.#dropTo(this.#buffer.length);
  }

  #take(token: string): void {
    if (this.#hidden !== undefined) this.#hidden = undefined;
    else if (token === BEGINNING.CDATA) this.#hidden = 'CDATA';
    else if (token === BEGINNING.COMMENT) this.#hidden = 'COMMENT';
    else this.comments += 1;
  }

  #dropTo(end: number): string {
    const over = this.#buffer.slice(0, end);
    this.lines += newlinesIn(over);
    this.characters += over.length;
    this.#buffer = this.#buffer.slice(end);
    return this.#buffer;
  }
}

function isEnd(token: string): boolean {
  return ![BEGINNING.CDATA, BEGINNING.COMMENT, '<wp:comment'].includes(token);
}

/** The end of a text in which a token may have begun, or two items may be adjacent. */
function undecided(text: string, hidden: Hidden | undefined): string {
  if (hidden === undefined) {
    const open = text.lastIndexOf('<');
    return open < text.length - OVERLAP || text.includes('>', open) ? '' : text.slice(open);
  }
  const begun = text.lastIndexOf(BEGINNING[hidden]);
  return begun < 0 ? text : text.slice(begun + BEGINNING[hidden].length);
}

function newlinesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1;
  return count;
}
