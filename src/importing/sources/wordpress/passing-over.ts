/** What hides the end of an item: nothing in it is markup. */
export type Hidden = 'CDATA' | 'COMMENT';

/** What can end an item, or hide such an end, or begin what does not belong to an item. */
const MARK =
  /<!\[CDATA\[|<!--|<(?:item|wp:(?:comment|author|category|tag|term))(?=[\s>])|<\/(?:item|channel)\s*>/g;
/** The end of what hides; or two items that meet, which nothing but a forgotten end can hide. */
const HIDDEN_END = {
  CDATA: /\]\]>|<\/item\s*>\s*(?=<item[\s>])/g,
  COMMENT: /-->|<\/item\s*>\s*(?=<item[\s>])/g,
};
const BEGINNING = { CDATA: '<![CDATA[', COMMENT: '<!--' } as const;
/** Longer than any mark, as one may stand across two pieces of the file. */
const OVERLAP = 256;

/**
 * Goes over the rest of an item that is too large, and keeps none of it.
 *
 * `hidden` is what that rest begins inside of, and `before` is what stands in front of it: a mark
 * may have begun there.
 */
export class PassingOver {
  /** Lines, characters and comments that were gone over. */
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

  /** Goes on; what stands behind the item is handed back once that is reached. */
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

  /** Goes to the end of what is there. */
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

/** The end of a text in which a mark may have begun, or two items may meet. */
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
