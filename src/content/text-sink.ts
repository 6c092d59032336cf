/** The separators between two pieces of text; of several in a row, the largest one is used. */
export const GAP = { NONE: 0, SPACE: 1, CELL: 2, LINE: 3, PARAGRAPH: 4 } as const;

/** One of `GAP`. */
export type Gap = (typeof GAP)[keyof typeof GAP];

const GAPS = ['', ' ', '\t', '\n', '\n\n'] as const;

/**
 * Collects running text as a reader sees it. White space collapses to one space. A separator is
 * written only when more text follows, so the text neither begins nor ends with one.
 */
export class TextSink {
  #text = '';
  #gap: Gap = GAP.NONE;

  /** The text collected so far. */
  get text(): string {
    return this.#text;
  }

  /** Separates the next text by at least this gap from the text before it. */
  part(gap: Gap): void {
    if (gap > this.#gap) this.#gap = gap;
  }

  /** A line break that the author wrote; two in a row separate paragraphs. */
  breakLine(): void {
    this.#gap = this.#gap >= GAP.LINE ? GAP.PARAGRAPH : GAP.LINE;
  }

  /** Adds text and collapses its white space. */
  add(text: string): void {
    const even = text.replace(/\u00AD|\uFEFF/g, '').replace(/\s+/g, ' ');
    const trimmed = even.trim();
    if (even.startsWith(' ')) this.part(GAP.SPACE);
    if (trimmed === '') return;
    this.addExactly(trimmed);
    if (even.endsWith(' ')) this.part(GAP.SPACE);
  }

  /** Adds text without changing its white space. Returns the offset at which it begins. */
  addExactly(text: string): number {
    if (this.#text !== '') this.#text += GAPS[this.#gap];
    this.#gap = GAP.NONE;
    const start = this.#text.length;
    this.#text += text;
    return start;
  }
}
