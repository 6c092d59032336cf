import sax from 'sax';
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

/** Characters of one item, all texts together; a database document ends there as well. */
const MAX_ITEM_CHARACTERS = 16 * 1024 * 1024;

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
 * never closed), and expands no entity that the file declares. `rootName` and `isExport` say what
 * the file is as soon as its first tag was read.
 */
export class XmlReader {
  rootName: string | undefined;
  isExport = false;
  readonly #parser = sax.parser(true, { position: true });
  readonly #found: XmlPiece[] = [];
  readonly #open: XmlElement[] = [];
  /** Names of markup met inside a text. */
  readonly #loose: string[] = [];
  #characters = 0;
  #isClosed = false;
  #fatal: string | undefined;

  constructor() {
    this.#parser.onopentag = (tag) => this.#openTag(tag.name, attributesOf(tag.attributes));
    this.#parser.onclosetag = (name) => this.#closeTag(name);
    this.#parser.ontext = (text) => this.#text(text);
    this.#parser.oncdata = (text) => this.#text(text, true);
    this.#parser.onerror = (error) => {
      if (error.message.startsWith('Max buffer'))
        this.#fatal ??= 'a tag, comment or declaration is longer than 64 kB';
      this.#parser.resume();
    };
  }

  /** Reads on, and hands out what is whole by now. */
  write(text: string): readonly XmlPiece[] {
    if (this.#fatal === undefined) this.#parser.write(text);
    return this.#found.splice(0);
  }

  /** Whether reading on is of no use. */
  get isStuck(): boolean {
    return this.#fatal !== undefined;
  }

  /** The last pieces; a file that ends before its `</rss>` gives a `BROKEN` one with the place. */
  end(why?: string): readonly XmlPiece[] {
    if (!this.#isClosed) this.#found.push(this.#cutOff(why ?? this.#fatal));
    return this.#found.splice(0);
  }

  #openTag(name: string, attributes: Record<string, string>): void {
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
      this.#text(markupOf(name, attributes));
    }
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
    this.#characters += text.length;
    if (this.#characters > MAX_ITEM_CHARACTERS) return;
    top.text += text;
    if (isCdata) top.isCdata = true;
  }

  #push(name: string, attributes: Record<string, string>): void {
    if (this.#open.length === 0) this.#characters = 0;
    // Elements weigh as well: a million empty comments are no small item.
    this.#characters += 64;
    const line = this.#parser.line + 1;
    this.#open.push({ name, attributes, line, text: '', isCdata: false, children: [] });
  }

  #pop(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    const parent = this.#open.at(-1);
    if (parent === undefined) this.#found.push(this.#finished(element));
    else if (this.#characters <= MAX_ITEM_CHARACTERS) parent.children.push(element);
  }

  #finished(element: XmlElement): XmlPiece {
    if (this.#characters <= MAX_ITEM_CHARACTERS) return { kind: 'ELEMENT', element };
    const reason = `<${element.name}> is larger than ${MAX_ITEM_CHARACTERS / 1024 / 1024} million characters, the most that one item may have`;
    return { kind: 'BROKEN', line: element.line, title: titleOf(element), reason };
  }

  /** A text without its closing tag ends where the next element of the export begins. */
  #closeUnclosed(name: string, attributes: Record<string, string>): void {
    this.#loose.length = 0;
    this.#pop();
    this.#openTag(name, attributes);
  }

  #abandon(): void {
    const first = this.#open[0];
    this.#open.length = 0;
    this.#loose.length = 0;
    if (first === undefined) return;
    const reason = `expected </${first.name}>, found another <item> in line ${this.#parser.line + 1}`;
    this.#found.push({ kind: 'BROKEN', line: first.line, title: titleOf(first), reason });
  }

  #cutOff(why = 'the file ends'): XmlPiece {
    const first = this.#open[0];
    const inside = this.#open.at(-1)?.name ?? 'channel';
    const place = `line ${this.#parser.line + 1}, column ${this.#parser.column + 1}`;
    const title = first === undefined ? undefined : titleOf(first);
    const begun =
      first === undefined ? '' : `, inside the <${first.name}> begun in line ${first.line}`;
    const reason = `${why} in ${place}${begun}; expected </${inside}>. Everything before it was read; export again for the rest`;
    return { kind: 'BROKEN', line: this.#parser.line + 1, title, reason };
  }
}

function attributesOf(attributes: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, String(value)]),
  );
}

function markupOf(name: string, attributes: Record<string, string>): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${value.replaceAll('"', '&quot;')}"`,
  );
  return `<${name}${written.join('')}>`;
}

function titleOf(element: XmlElement): string | undefined {
  const title = element.children.find((child) => child.name === 'title')?.text.trim();
  return title === '' ? undefined : title;
}
