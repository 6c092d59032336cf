import { FigureReader, type Picture } from './figure-reader.js';
import { type Link, LinkReader } from './link-reader.js';
import { GAP, type Gap, TextSink } from './text-sink.js';

const GAP_AROUND: ReadonlyMap<string, Gap> = new Map([
  ...'p h1 h2 h3 h4 h5 h6 div section aside blockquote figure table pre hr dl details ul ol'
    .split(' ')
    .map((name): [string, Gap] => [name, GAP.PARAGRAPH]),
  ...'li tr dt dd summary caption'.split(' ').map((name): [string, Gap] => [name, GAP.LINE]),
  ['td', GAP.CELL],
  ['th', GAP.CELL],
]);
const UNREAD: ReadonlySet<string> = new Set(
  'video audio iframe rt rp script style title template'.split(' '),
);

/** Parser handler that collects text, code, links and pictures of one body. Use one per body. */
export class BodyReader {
  readonly #text = new TextSink();
  readonly #links = new LinkReader();
  readonly #figures = new FigureReader();
  readonly #code: { readonly start: number; readonly end: number }[] = [];
  #preformatted: string | undefined;
  #unread = 0;
  #listItems = 0;
  #cells = 0;

  onopentag(name: string, attributes: Readonly<Record<string, string>>): void {
    if (UNREAD.has(name)) this.#unread++;
    this.#links.open(name, attributes);
    this.#figures.open(name, attributes);
    if (this.#figures.isInCaption) return;
    if (name === 'br') this.#breakLine();
    else this.#part(name);
    if (name === 'li') this.#listItems++;
    if (name === 'td' || name === 'th') this.#cells++;
    if (name === 'pre') this.#preformatted ??= '';
  }

  ontext(text: string): void {
    if (this.#unread > 0) return;
    this.#links.text(text);
    if (this.#figures.text(text)) return;
    if (this.#preformatted === undefined) this.#text.add(text);
    else this.#preformatted += text;
  }

  onclosetag(name: string): void {
    if (UNREAD.has(name)) this.#unread--;
    this.#links.close(name);
    const isCaption = this.#figures.isInCaption;
    this.#figures.close(name);
    if (isCaption) return;
    if (name === 'pre') this.#endCode();
    if (name === 'li') this.#listItems--;
    if (name === 'td' || name === 'th') this.#cells--;
    else this.#part(name);
  }

  /** The collected content. Call it only after the parser has ended. */
  matter(): {
    text: string;
    prose: string;
    codeText: string;
    links: Link[];
    pictures: Picture[];
  } {
    const text = this.#text.text;
    return {
      text,
      prose: without(text, this.#code),
      codeText: this.#code.map(({ start, end }) => text.slice(start, end)).join('\n\n'),
      links: this.#links.found(),
      pictures: this.#figures.found(),
    };
  }

  /** In a list item a paragraph is only a new line; in a table cell it must not break the row. */
  #part(name: string): void {
    const gap = GAP_AROUND.get(name);
    if (gap === undefined) return;
    if (gap < GAP.PARAGRAPH) this.#text.part(gap);
    else if (this.#cells > 0) this.#text.part(GAP.SPACE);
    else this.#text.part(this.#listItems > 0 ? GAP.LINE : GAP.PARAGRAPH);
  }

  #breakLine(): void {
    if (this.#preformatted !== undefined) this.#preformatted += '\n';
    else if (this.#cells > 0) this.#text.part(GAP.SPACE);
    else this.#text.breakLine();
  }

  #endCode(): void {
    const code = this.#preformatted?.replace(/^\n+/, '').trimEnd() ?? '';
    this.#preformatted = undefined;
    if (code === '') return;
    const start = this.#text.addExactly(code);
    this.#code.push({ start, end: start + code.length });
  }
}

function without(text: string, ranges: readonly { start: number; end: number }[]): string {
  if (ranges.length === 0) return text;
  let kept = '';
  let from = 0;
  for (const { start, end } of ranges) {
    kept += text.slice(from, start);
    from = end;
  }
  return (kept + text.slice(from)).replace(/\n{3,}/g, '\n\n').trim();
}
