/** A range of a text: from `start` up to, but not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Finds `<noscript>` elements that repeat what is loaded lazily, so that it would be shown twice.
 */
export class NoScriptReader {
  readonly #html: string;
  readonly #late: (Range & { readonly source: string })[] = [];
  readonly #whole: (Range & { readonly sources: readonly string[] })[] = [];
  #start: number | undefined;
  #sources: string[] = [];

  constructor(html: string) {
    this.#html = html;
  }

  /** Whether the parser is inside a `<noscript>`. */
  get isOpen(): boolean {
    return this.#start !== undefined;
  }

  /** A `<noscript>` begins at this offset. */
  open(start: number): void {
    this.#start ??= start;
  }

  /** Notes the address of a picture or frame if it is inside a `<noscript>`. */
  hold(source: string): void {
    if (this.isOpen) this.#sources.push(source);
  }

  /** The open `<noscript>` ends. Without an end tag in the text it is ignored. */
  close(end: number | undefined): void {
    const [start, sources] = [this.#start, this.#sources];
    if (start !== undefined && end !== undefined) this.#whole.push({ start, end, sources });
    this.#start = undefined;
    this.#sources = [];
  }

  /** Notes an element that is loaded lazily and is now shown without a script. */
  noteLate(source: string, { start, end }: Range): void {
    this.#late.push({ source, start, end });
  }

  /**
   * The `<noscript>` elements to remove: those next to a lazy element that hold a single picture or
   * frame, and those whose addresses all belong to lazy elements.
   */
  repetitions(): readonly Range[] {
    const sources = new Set(this.#late.map(({ source }) => source));
    const ends = this.#late.map(({ end }) => this.#skipSpace(end));
    const near = new Set([...ends, ...this.#late.map(({ start }) => start)]);
    return this.#whole.filter(({ start, end, sources: own }) => {
      if (own.length === 0) return false;
      const isBeside = own.length === 1 && (near.has(start) || near.has(this.#skipSpace(end)));
      return isBeside || own.every((source) => sources.has(source));
    });
  }

  #skipSpace(from: number): number {
    let at = from;
    while (/\s/.test(this.#html.charAt(at))) at += 1;
    return at;
  }
}
