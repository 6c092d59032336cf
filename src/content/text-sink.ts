/** How far apart two pieces of text stand; the farthest of several wins. */
export const GAP = { NONE: 0, SPACE: 1, CELL: 2, LINE: 3, PARAGRAPH: 4 } as const;

/** One of `GAP`. */
export type Gap = (typeof GAP)[keyof typeof GAP];

const GAPS = ['', ' ', '\t', '\n', '\n\n'] as const;

/**
 * Collects running text as a reader sees it: white space is one space, and a gap is written only
 * when more text follows, so that nothing begins or ends with one.
 */
export class TextSink {
  #text = '';
  #gap: Gap = GAP.NONE;

  /** The text so far. */
  get text(): string {
    return this.#text;
  }

  /** Keeps what follows at least this far from what is there. */
  part(gap: Gap): void {
    if (gap > this.#gap) this.#gap = gap;
  }

  /** A line end that the author wrote; two in a row make a paragraph. */
  breakLine(): void {
    this.#gap = this.#gap >= GAP.LINE ? GAP.PARAGRAPH : GAP.LINE;
  }

  /** Text in which white space only separates. */
  add(text: string): void {
    const even = text.replace(/\u00AD|\uFEFF/g, '').replace(/\s+/g, ' ');
    const trimmed = even.trim();
    if (even.startsWith(' ')) this.part(GAP.SPACE);
    if (trimmed === '') return;
    this.addExactly(trimmed);
    if (even.endsWith(' ')) this.part(GAP.SPACE);
  }

  /** Text in which white space has a meaning; tells where it begins. */
  addExactly(text: string): number {
    if (this.#text !== '') this.#text += GAPS[this.#gap];
    this.#gap = GAP.NONE;
    const start = this.#text.length;
    this.#text += text;
    return start;
  }
}
