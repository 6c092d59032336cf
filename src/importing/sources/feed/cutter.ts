import { type FeedRoot, feedRootOf } from './root.js';

/** An item of a feed, cut out of its bytes; or the place of one that is not whole. */
export interface FeedPiece {
  /** 1-based, in the order of the file. */
  readonly number: number;
  /** 1-based line of its opening tag. */
  readonly line: number;
  /** In the file, in characters, of which there is one for each byte. */
  readonly offset: number;
  /** From its opening tag to its closing one, with a character for each byte. */
  readonly bytes: string;
  /** Why it is not whole. */
  readonly broken?: string | undefined;
}

/** What can begin or end an item, or hide such a thing. */
const TOKEN =
  /<!\[CDATA\[|<!--|<((?:[\w.-]+:)?(?:item|entry))(?:(\s*\/>)|(?=>|\s+[^\s/]))|<\/((?:[\w.-]+:)?(?:item|entry))\s*>/gi;
/** The end of what hides; or two items that meet, which nothing but a forgotten end can hide. */
const HIDDEN_END = {
  CDATA: /\]\]>|<\/(item|entry)\s*>\s*<\1(?=[\s>])/gi,
  COMMENT: /-->|<\/(item|entry)\s*>\s*<\1(?=[\s>])/gi,
};
const CLOSING = /<\/(?:[\w.-]+:)?(?:rss|rdf|feed)\s*>/i;
/** Longer than any token, as one may stand across two pieces of the file. */
const OVERLAP = 256;
/** Bytes of one item; a database document ends there as well. */
const MAX_ITEM = 16 * 1024 * 1024;
/** Characters of all that stands around the items. */
const MAX_SHELL = 1024 * 1024;

/**
 * Cuts the bytes of a feed into its items, holding one of them at a time.
 *
 * Only the ends of items are looked for here, so that whatever is wrong inside of one stays there.
 * `root` is known once its tag was read, and `shell` is the feed without its items.
 */
export class FeedCutter {
  root: FeedRoot | undefined;
  shell = '';
  #buffer = '';
  /** Where to go on in the buffer. */
  #from = 0;
  #hidden: keyof typeof HIDDEN_END | undefined;
  /** Whether the feed has come to its end. */
  #isClosed = false;
  #tail = '';
  /** The name of the item that the buffer is in. */
  #open: string | undefined;
  /** What was read of that item before the buffer; its beginning only, if it is too large. */
  #head: string[] = [];
  #headSize = 0;
  #line = 1;
  #startLine = 1;
  /** Of the buffer, and of the item. */
  #offset = 0;
  #startOffset = 0;
  #number = 0;
  readonly #found: FeedPiece[] = [];

  /** Reads on, and hands out the items that are whole by now. */
  write(bytes: string): readonly FeedPiece[] {
    this.#buffer += bytes;
    if (this.#findRoot()) while (this.#step());
    this.#shrink();
    return this.#found.splice(0);
  }

  /** Whether reading on is of no use: nothing near the beginning is a feed. */
  get isHopeless(): boolean {
    return this.root === undefined && this.#buffer.length > MAX_SHELL;
  }

  /** The last piece: a file that ends before its root does gives one that is broken. */
  end(why = 'the file ends'): readonly FeedPiece[] {
    const isInside = this.#open !== undefined;
    if (!isInside) this.#drop(this.#buffer.length);
    if (this.#isClosed && !isInside) return [];
    const name = this.#open ?? this.root?.name ?? 'rss';
    const line = this.#line + newlinesIn(this.#buffer);
    if (!isInside) this.#startLine = line;
    this.#finish(
      this.#buffer.length,
      `${why} in line ${line}; expected </${name}>. Everything before it was read; fetch the feed again for the rest`,
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

  /** Goes past one token; false if there is none in the buffer. */
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
        `its ${this.#hidden === 'CDATA' ? 'CDATA section' : 'comment'} has no end`,
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

  /** The buffer up to there is an item. */
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

  /** The buffer up to there belongs to no item. */
  #drop(end: number): void {
    const around = this.#buffer.slice(0, end);
    if (/\S/.test(around) && this.shell.length < MAX_SHELL) this.shell += around;
    // A tag may stand across two pieces.
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

  /** Puts aside what was looked at, so that the buffer stays as small as a piece of the file. */
  #shrink(): void {
    if (this.root === undefined) return;
    const end = Math.min(this.#from, this.#buffer.length);
    if (this.#open === undefined) this.#drop(end);
    else {
      this.#headSize += end;
      if (this.#headSize <= MAX_ITEM) this.#head.push(this.#buffer.slice(0, end));
      // Its beginning has its title.
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
