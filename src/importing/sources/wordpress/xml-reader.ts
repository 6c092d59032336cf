import sax from 'sax';
import { ItemSize } from './item-size.js';
import { type Hidden, PassingOver } from './passing-over.js';
import type { XmlElement } from './xml-element.js';

/** The elements that hold others; markup inside any other element is text that was not escaped. */
const CONTAINERS = new Set([
  'item',
  'image',
  'wp:author',
  'wp:category',
  'wp:tag',
  'wp:term',
  'wp:termmeta',
  'wp:postmeta',
  'wp:comment',
  'wp:commentmeta',
]);

const VOID = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'source', 'wbr']);

/** An opening tag that can only stand at the export's own level, never inside a text. */
const STRUCTURAL = /^(?:item$|wp:|content:encoded$|excerpt:encoded$|dc:creator$)/;

/** Characters of a title that are told of an item that is not taken. */
const TITLE_CHARACTERS = 300;

/** A child of `<channel>` that is larger than one may be, while the rest of it is passed over. */
interface Oversized {
  readonly name: string;
  readonly line: number;
  readonly title: string | undefined;
  readonly rest: PassingOver;
}

/** What the reader found: a whole child of `<channel>`, or the place of one that is not whole. */
export type XmlPiece =
  | { readonly kind: 'ELEMENT'; readonly element: XmlElement }
  | {
      readonly kind: 'BROKEN';
      readonly line: number;
      readonly title: string | undefined;
      readonly reason: string;
    };

/**
 * Cuts the text of an export into the children of its `<channel>`, holding one of them at a time.
 *
 * It goes on after what a strict parser stops at (a bare `&`, an unknown entity, an item that is
 * never closed), and expands no entity that the file declares. An item that is larger than one may
 * be is passed over without being parsed further. `rootName`, `isExport` and `prolog` say what the
 * file is as soon as its first tag was read.
 */
export class XmlReader {
  rootName: string | undefined;
  isExport = false;
  /** What the file declares in front of its first tag. */
  prolog = '';
  #parser: sax.SAXParser;
  readonly #found: XmlPiece[] = [];
  readonly #open: XmlElement[] = [];
  /** Names of markup met inside a text. */
  readonly #loose: string[] = [];
  #size = new ItemSize();
  /** Where the child of `<channel>` that is open begins, in characters of the file. */
  #start = 0;
  #passing: Oversized | undefined;
  /** What no markup is seen in, if reading is inside of such a thing. */
  #hidden: Hidden | undefined;
  #isClosed = false;

  constructor() {
    this.#parser = sax.parser(true, { position: true });
    this.#listen();
  }

  /** Reads on, and hands out what is whole by now. */
  write(text: string): readonly XmlPiece[] {
    let rest: string | undefined = text;
    while (rest !== undefined && rest !== '') {
      rest = this.#passing === undefined ? this.#parse(rest) : this.#passOver(this.#passing, rest);
    }
    return this.#found.splice(0);
  }

  /** Whether reading on is of no use. */
  get isStuck(): boolean {
    return this.rootName === undefined && this.#size.isTooLarge;
  }

  /** The last pieces; a file that ends before its `</rss>` gives a `BROKEN` one with the place. */
  end(why?: string): readonly XmlPiece[] {
    this.#passing?.rest.goToEnd();
    if (this.#passing !== undefined) this.#leave(this.#passing, '; the file ends in it');
    else if (!this.#isClosed) this.#found.push(this.#cutOff(why));
    return this.#found.splice(0);
  }

  #listen(): void {
    const parser = this.#parser;
    parser.onopentag = (tag) => {
      if (!this.#size.isTooLarge) this.#size.attributes = 0;
      else if (tag.name !== 'item') return this.#ignore(tag.name);
      this.#openTag(tag.name, attributesOf(tag.attributes));
    };
    parser.onclosetag = (name) => this.#closeTag(name);
    parser.onattribute = () => {
      this.#size.attributes += 1;
    };
    parser.ontext = (text) => this.#text(text);
    parser.oncdata = (text) => this.#text(text, true);
    parser.onopencdata = () => {
      this.#hidden = 'CDATA';
    };
    parser.onclosecdata = () => {
      this.#hidden = undefined;
    };
    parser.ondoctype = (doctype) => {
      if (this.rootName === undefined) this.prolog += doctype;
    };
    parser.onerror = ({ message }) => {
      if (message.startsWith('Max buffer')) this.#size.hasLongMark = true;
      if (message.startsWith('Max buffer length exceeded: comment')) this.#hidden = 'COMMENT';
      parser.resume();
    };
  }

  /** Answers with what is left to be read. */
  #parse(text: string): string | undefined {
    this.#parser.write(text);
    if (!this.#size.isTooLarge || this.rootName === undefined) return undefined;
    const { name = 'channel', line = this.#parser.line + 1 } = this.#open[0] ?? {};
    if (this.#open.length === 0) this.#start = this.#parser.position;
    const rest = new PassingOver(this.#hidden, text);
    this.#passing = { name, line, title: titleIn(this.#open), rest };
    // What was kept of it is of no use any more.
    this.#open.length = 0;
    this.#loose.length = 0;
    return this.#passOver(this.#passing, '');
  }

  #passOver(oversized: Oversized, text: string): string | undefined {
    const behind = oversized.rest.goOver(text);
    if (behind !== undefined) this.#leave(oversized);
    return behind;
  }

  /** Tells of what was passed over, and reads on behind it as if nothing had been there. */
  #leave({ name, line, title, rest }: Oversized, end = ''): void {
    const lines = this.#parser.line + rest.lines;
    const position = this.#parser.position + rest.characters;
    this.#size.comments += rest.comments;
    const reason = this.#size.excess(name, position - this.#start) + end;
    this.#found.push({ kind: 'BROKEN', line, title, reason });
    this.#size = new ItemSize();
    this.#passing = undefined;
    this.#hidden = undefined;
    this.#parser = sax.parser(true, { position: true });
    this.#parser.write('<rss><channel>');
    this.#parser.line = lines;
    this.#parser.position = position;
    this.#listen();
  }

  #openTag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.rootName === undefined) {
      this.rootName = name;
      this.isExport = name === 'rss' && Object.keys(attributes).includes('xmlns:wp');
      return;
    }
    if (name === 'item' && this.#open.length > 0) this.#abandon();
    const top = this.#open.at(-1);
    if (top === undefined) {
      if (name !== 'channel') this.#push(name, attributes);
      return;
    }
    if (CONTAINERS.has(top.name)) this.#push(name, attributes);
    else if (STRUCTURAL.test(name)) this.#closeUnclosed(name, attributes);
    else {
      this.#loose.push(name);
      this.#size.tags += 1;
      this.#size.open = this.#open.length + this.#loose.length;
      this.#text(markupOf(name, attributes));
    }
  }

  /** What else is in an item that is too large is of no use. */
  #ignore(name: string): void {
    if (name === 'wp:comment') this.#size.comments += 1;
  }

  #closeTag(name: string): void {
    if (this.#open.length === 0) {
      if (name === 'channel' || name === 'rss') this.#isClosed = true;
      return;
    }
    if (this.#loose.at(-1) === name) {
      this.#loose.pop();
      if (!VOID.has(name)) this.#text(`</${name}>`);
    } else if (this.#open.at(-1)?.name === name) this.#pop();
  }

  #text(text: string, isCdata = false): void {
    const top = this.#open.at(-1);
    if (top === undefined || CONTAINERS.has(top.name)) return;
    this.#size.text += text.length;
    if (!this.#size.isTextKept) return;
    top.text += text;
    if (isCdata) top.isCdata = true;
  }

  #push(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#open.length === 0) this.#start = this.#parser.startTagPosition - 1;
    this.#size.tags += 1;
    if (name === 'wp:comment') this.#size.comments += 1;
    this.#size.open = this.#open.length + this.#loose.length;
    const line = this.#parser.line + 1;
    this.#open.push({ name, attributes, line, text: '', isCdata: false, children: [] });
  }

  #pop(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#found.push(this.#finished(element));
    else if (!this.#size.isTooLarge || element.name === 'title') parent.children.push(element);
  }

  #finished(element: XmlElement): XmlPiece {
    const size = this.#size;
    this.#size = new ItemSize();
    if (!size.isTooLarge) return { kind: 'ELEMENT', element };
    const reason = size.excess(element.name, this.#parser.position - this.#start);
    return { kind: 'BROKEN', line: element.line, title: titleIn([element]), reason };
  }

  /** A text without its closing tag ends where the next element of the export begins. */
  #closeUnclosed(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#loose.length = 0;
    this.#pop();
    this.#openTag(name, attributes);
  }

  #abandon(): void {
    const [first] = this.#open;
    const { line, position } = this.#parser;
    const size = this.#size;
    this.#size = new ItemSize();
    this.#open.length = 0;
    this.#loose.length = 0;
    if (first === undefined) return;
    const reason = size.isTooLarge
      ? size.excess(first.name, position - this.#start)
      : `expected </${first.name}>, found another <item> in line ${line + 1}`;
    this.#found.push({ kind: 'BROKEN', line: first.line, title: titleIn([first]), reason });
  }

  #cutOff(why = 'the file ends'): XmlPiece {
    const first = this.#open[0];
    const inside = this.#open.at(-1)?.name ?? 'channel';
    const place = `line ${this.#parser.line + 1}, column ${this.#parser.column + 1}`;
    const title = titleIn(this.#open);
    const begun =
      first === undefined ? '' : `, inside the <${first.name}> begun in line ${first.line}`;
    const reason = `${why} in ${place}${begun}; expected </${inside}>. Everything before it was read; export again for the rest`;
    return { kind: 'BROKEN', line: this.#parser.line + 1, title, reason };
  }
}

/** Most elements have none, and a post may have a million elements. */
const NO_ATTRIBUTES = Object.freeze({});

function attributesOf(attributes: Record<string, unknown>): Readonly<Record<string, string>> {
  const all = Object.entries(attributes);
  if (all.length === 0) return NO_ATTRIBUTES;
  return Object.fromEntries(all.map(([name, value]) => [name, String(value)]));
}

function markupOf(name: string, attributes: Readonly<Record<string, string>>): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${value.replaceAll('"', '&quot;')}"`,
  );
  return `<${name}${written.join('')}>`;
}

/** The title in what is open, whole or not. */
function titleIn([item, child]: readonly XmlElement[]): string | undefined {
  const title = item?.children.find(({ name }) => name === 'title') ?? child;
  const text = title?.name === 'title' ? title.text.slice(0, TITLE_CHARACTERS).trim() : '';
  return text === '' ? undefined : text;
}
