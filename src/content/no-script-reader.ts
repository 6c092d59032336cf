/** A range of a text. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Finds what a text shows to readers without scripts once more: copies of what loads late. */
export class NoScriptReader {
  readonly #html: string;
  readonly #late: (Range & { readonly source: string })[] = [];
  readonly #whole: (Range & { readonly sources: readonly string[] })[] = [];
  #start: number | undefined;
  #sources: string[] = [];

  constructor(html: string) {
    this.#html = html;
  }

  /** Whether what is read now stands in a `<noscript>`. */
  get isOpen(): boolean {
    return this.#start !== undefined;
  }

  /** One begins. */
  open(start: number): void {
    this.#start ??= start;
  }

  /** The one that is open, if any, shows this. */
  hold(source: string): void {
    if (this.isOpen) this.#sources.push(source);
  }

  /** The one that is open ends; without an end in the text it is none. */
  close(end: number | undefined): void {
    const [start, sources] = [this.#start, this.#sources];
    if (start !== undefined && end !== undefined) this.#whole.push({ start, end, sources });
    this.#start = undefined;
    this.#sources = [];
  }

  /** An element that loads late is shown without a script from now on. */
  noteLate(source: string, { start, end }: Range): void {
    this.#late.push({ source, start, end });
  }

  /** Those that repeat such elements: one beside them, or one that shows nothing else. */
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
