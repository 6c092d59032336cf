import { type FeedRoot, feedRootOf } from './root.js';

/** An item of a feed as raw bytes, or the place of an incomplete one. */
export interface FeedPiece {
  /** 1-based, in the order of the file. */
  readonly number: number;
  /** The 1-based line of its opening tag. */
  readonly line: number;
  /** Its offset in the file in bytes. */
  readonly offset: number;
  /** From its opening to its closing tag, one character per byte. */
  readonly bytes: string;
  /** The reason if it is incomplete. */
  readonly broken?: string | undefined;
}

/** Tokens that begin or end an item, or that begin a section in which tags do not count. */
const TOKEN =
  /<!\[CDATA\[|<!--|<((?:[\w.-]+:)?(?:item|entry))(?:(\s*\/>)|(?=>|\s+[^\s/]))|<\/((?:[\w.-]+:)?(?:item|entry))\s*>/gi;
/** The end of such a section; two adjacent items mean that its end is missing. */
const HIDDEN_END = {
  CDATA: /\]\]>|<\/(item|entry)\s*>\s*<\1(?=[\s>])/gi,
  COMMENT: /-->|<\/(item|entry)\s*>\s*<\1(?=[\s>])/gi,
};
const CLOSING = /<\/(?:[\w.-]+:)?(?:rss|rdf|feed)\s*>/i;
/** Longer than any token, because a token can span two chunks of the file. */
const OVERLAP = 256;
/** Maximum size of one item in bytes; that of a database document is the same. */
const MAX_ITEM = 16 * 1024 * 1024;
/** Maximum number of characters outside of the items. */
const MAX_SHELL = 1024 * 1024;

/**
 * Splits the bytes of a feed into its items, and holds one of them in memory.
 *
 * Only the boundaries of items are searched, so an error inside an item does not affect others.
 * `root` is set once its tag was read; `shell` is the feed without its items.
 */
export class FeedSplitter {
  root: FeedRoot | undefined;
  shell = '';
  #buffer = '';
  /** Where the search continues in the buffer. */
  #from = 0;
  #hidden: keyof typeof HIDDEN_END | undefined;
  /** Whether the closing tag of the root was read. */
  #isClosed = false;
  #tail = '';
  /** The tag name of the open item, if the buffer is inside one. */
  #open: string | undefined;
  /** Earlier chunks of that item; only its beginning, if it is too large. */
  #head: string[] = [];
  #headSize = 0;
  #line = 1;
  #startLine = 1;
  /** Offsets of the buffer and of the item. */
  #offset = 0;
  #startOffset = 0;
  #number = 0;
  readonly #found: FeedPiece[] = [];

  /** Reads a chunk, and returns the items completed by it. */
  write(bytes: string): readonly FeedPiece[] {
    this.#buffer += bytes;
    if (this.#findRoot()) while (this.#step());
    this.#shrink();
    return this.#found.splice(0);
  }

  /** Whether to stop reading: there is no feed near the beginning of the file. */
  get isHopeless(): boolean {
    return this.root === undefined && this.#buffer.length > MAX_SHELL;
  }

  /** The last piece: if the file ends before its root does, it is marked as broken. */
  end(why = 'the file ends'): readonly FeedPiece[] {
    const isInside = this.#open !== undefined;
    if (!isInside) this.#drop(this.#buffer.length);
    if (this.#isClosed && !isInside) return [];
    const name = this.#open ?? this.root?.name ?? 'rss';
    const line = this.#line + newlinesIn(this.#buffer);
    if (!isInside) this.#startLine = line;
    this.#finish(
      this.#buffer.length,
      `${why} in line ${line}; expected </${name}>. Everything before it was read. Fetch the feed again to get the rest`,
    );
    return this.#found.splice(0);
  }

  #findRoot(): boolean {
    if (this.root !== undefined) return true;
    this.root = feedRootOf(this.#buffer);
    if (this.root === undefined) return false;
    this.#from = this.root.end;
    this.#isClosed = this.root.isEmpty;
    return true;
  }

  /** Handles one token; returns false if there is none left in the buffer. */
  #step(): boolean {
    if (this.#hidden !== undefined) return this.#leaveHidden(HIDDEN_END[this.#hidden]);
    const match = this.#next(TOKEN);
    if (match === undefined) return false;
    const [token, opened, selfClosed, closed] = match;
    this.#from = match.index + token.length;
    if (opened !== undefined) this.#openTag(opened, match.index, selfClosed !== undefined);
    else if (closed === undefined) this.#hidden = token === '<!--' ? 'COMMENT' : 'CDATA';
    else if (sameName(closed, this.#open)) this.#finish(this.#from);
    return true;
  }

  #leaveHidden(end: RegExp): boolean {
    const match = this.#next(end);
    if (match === undefined) return false;
    const isForgotten = match[1] !== undefined;
    if (isForgotten && this.#open !== undefined) {
      const upTo = match.index + match[0].lastIndexOf('<');
      this.#finish(
        upTo,
        `expected the end of its ${this.#hidden === 'CDATA' ? 'CDATA section' : 'comment'}, found the next item`,
      );
    } else this.#from = match.index + match[0].length;
    this.#hidden = undefined;
    return true;
  }

  #next(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#from;
    const match = pattern.exec(this.#buffer);
    if (match !== null) return match;
    this.#from = Math.max(this.#from, this.#buffer.length - OVERLAP);
    return undefined;
  }

  #openTag(name: string, at: number, isWhole: boolean): void {
    if (this.#open !== undefined) {
      if (!sameName(name, this.#open)) return;
      const line = this.#line + newlinesIn(this.#buffer.slice(0, at));
      this.#finish(at, `expected </${this.#open}>, found another <${name}> in line ${line}`);
    } else this.#drop(at);
    this.#open = name;
    this.#startLine = this.#line;
    this.#startOffset = this.#offset;
    if (isWhole) this.#finish(this.#from);
  }

  /** Emits the buffer up to `end` as an item. */
  #finish(end: number, broken?: string): void {
    const size = this.#headSize + end;
    const tooLarge = `expected at most ${MAX_ITEM} bytes in an item, found ${size}`;
    const reason = size > MAX_ITEM ? tooLarge : broken;
    this.#number += 1;
    this.#found.push({
      number: this.#number,
      line: this.#startLine,
      offset: this.#startOffset,
      bytes: this.#head.join('') + this.#buffer.slice(0, end),
      broken: reason,
    });
    this.#cut(end);
    this.#open = undefined;
    this.#head = [];
    this.#headSize = 0;
  }

  /** Removes the buffer up to `end`, which is outside of items, and adds it to the shell. */
  #drop(end: number): void {
    const around = this.#buffer.slice(0, end);
    if (/\S/.test(around) && this.shell.length < MAX_SHELL) this.shell += around;
    // A tag can span two chunks.
    if (CLOSING.test(this.#tail + around)) this.#isClosed = true;
    this.#tail = around.slice(-OVERLAP);
    this.#cut(end);
  }

  #cut(end: number): void {
    this.#line += newlinesIn(this.#buffer.slice(0, end));
    this.#offset += end;
    this.#buffer = this.#buffer.slice(end);
    this.#from = Math.max(0, this.#from - end);
  }

  /** Removes what was searched from the buffer, so that it stays as small as a chunk. */
  #shrink(): void {
    if (this.root === undefined) return;
    const end = Math.min(this.#from, this.#buffer.length);
    if (this.#open === undefined) this.#drop(end);
    else {
      this.#headSize += end;
      if (this.#headSize <= MAX_ITEM) this.#head.push(this.#buffer.slice(0, end));
      // Of an item that is too large, keep the beginning, because its title is usually there.
      else this.#head = this.#head.slice(0, 1).map((first) => first.slice(0, OVERLAP * 16));
      this.#cut(end);
    }
  }
}

function sameName(one: string, other: string | undefined): boolean {
  return one.toLowerCase() === other?.toLowerCase();
}

function newlinesIn(text: string): number {
  return text.split('\n').length - 1;
}
