import sax from 'sax';
import { ItemSize } from './item-size.js';
import { type Hidden, OversizeSkipper } from './oversize-skipper.js';
import type { XmlElement } from './xml-element.js';

/** Elements that contain other elements; markup inside any other element is unescaped text. */
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

/** Opening tags that only occur in the structure of an export, never inside a text. */
const STRUCTURAL = /^(?:item$|wp:|content:encoded$|excerpt:encoded$|dc:creator$)/;

/** Maximum number of characters of the title of a failed item. */
const TITLE_CHARACTERS = 300;

/** A child of `<channel>` that is too large, while its rest is skipped. */
interface Oversized {
  readonly name: string;
  readonly line: number;
  readonly title: string | undefined;
  readonly rest: OversizeSkipper;
}

/** A complete child of `<channel>`, or the place of an incomplete one. */
export type XmlPiece =
  | { readonly kind: 'ELEMENT'; readonly element: XmlElement }
  | {
      readonly kind: 'BROKEN';
      readonly line: number;
      readonly title: string | undefined;
      readonly reason: string;
    };

/**
 * Splits the text of an export into the children of its `<channel>`, and holds one in memory.
 *
 * It continues after errors that stop a strict parser (a bare `&`, an unknown entity, an unclosed
 * item), and never expands declared entities. The rest of an item that is too large is skipped
 * without being parsed. `rootName`, `isExport` and `prolog` describe the file; they are set once
 * its first tag was read.
 */
export class XmlReader {
  rootName: string | undefined;
  isExport = false;
  /** The declarations before the first tag. */
  prolog = '';
  #parser: sax.SAXParser;
  readonly #found: XmlPiece[] = [];
  readonly #open: XmlElement[] = [];
  /** Names of open tags that are markup inside a text. */
  readonly #loose: string[] = [];
  #size = new ItemSize();
  /** The offset in the file, in characters, of the open child of `<channel>`. */
  #start = 0;
  #passing: Oversized | undefined;
  /** The section without markup (CDATA or a comment) that is open, if any. */
  #hidden: Hidden | undefined;
  #isClosed = false;

  constructor() {
    this.#parser = sax.parser(true, { position: true });
    this.#listen();
  }

  /** Reads a chunk, and returns the pieces completed by it. */
  write(text: string): readonly XmlPiece[] {
    let rest: string | undefined = text;
    while (rest !== undefined && rest !== '') {
      rest = this.#passing === undefined ? this.#parse(rest) : this.#passOver(this.#passing, rest);
    }
    return this.#found.splice(0);
  }

  /** Whether to stop reading, because a limit was exceeded before the first tag. */
  get isStuck(): boolean {
    return this.rootName === undefined && this.#size.isTooLarge;
  }

  /** The last pieces; if the file ends before `</rss>`, the last one is `BROKEN`. */
  end(why?: string): readonly XmlPiece[] {
    this.#passing?.rest.goToEnd();
    if (this.#passing !== undefined) this.#leave(this.#passing, '; the file ends inside it');
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

  /** Parses a chunk; returns the part of it that has still to be read, if any. */
  #parse(text: string): string | undefined {
    this.#parser.write(text);
    if (!this.#size.isTooLarge || this.rootName === undefined) return undefined;
    const { name = 'channel', line = this.#parser.line + 1 } = this.#open[0] ?? {};
    if (this.#open.length === 0) this.#start = this.#parser.position;
    const rest = new OversizeSkipper(this.#hidden, text);
    this.#passing = { name, line, title: titleIn(this.#open), rest };
    // The part that was already read is no longer needed.
    this.#open.length = 0;
    this.#loose.length = 0;
    return this.#passOver(this.#passing, '');
  }

  #passOver(oversized: Oversized, text: string): string | undefined {
    const behind = oversized.rest.goOver(text);
    if (behind !== undefined) this.#leave(oversized);
    return behind;
  }

  /** Reports the skipped item, and continues after it with a new parser. */
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

  /** In an item that is too large, only comments are still counted. */
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

  /** An unclosed text ends where the next element of the export begins. */
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
    const reason = `${why} in ${place}${begun}; expected </${inside}>. Everything before it was read. Export again to get the rest`;
    return { kind: 'BROKEN', line: this.#parser.line + 1, title, reason };
  }
}

/** Shared, because most elements have no attributes, and a post can have a million elements. */
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

/** The title of the open item, even if it is incomplete. */
function titleIn([item, child]: readonly XmlElement[]): string | undefined {
  const title = item?.children.find(({ name }) => name === 'title') ?? child;
  const text = title?.name === 'title' ? title.text.slice(0, TITLE_CHARACTERS).trim() : '';
  return text === '' ? undefined : text;
}
