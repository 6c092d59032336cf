import { GAP, TextSink } from './text-sink.js';

/** A link in a body, with the words that a reader clicks. */
export interface Link {
  readonly url: string;
  /** The visible text, or what a linked picture shows; empty if there is neither. */
  readonly text: string;
}

/** Collects the links of a body with their words; a part of `BodyReader`. */
export class LinkReader {
  /** In the order of the text; an address that comes again only fills in missing words. */
  readonly #textByUrl = new Map<string, string>();
  #current: { readonly url: string; readonly words: TextSink; alt: string } | undefined;

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'a') {
      this.close('a');
      const url = attributes.href;
      if (url !== undefined && !url.startsWith('#')) {
        this.#current = { url, words: new TextSink(), alt: '' };
      }
    } else if (this.#current !== undefined) {
      if (name === 'img') this.#current.alt ||= attributes.alt?.trim() ?? '';
      this.#current.words.part(INLINE.has(name) ? GAP.NONE : GAP.SPACE);
    }
  }

  text(text: string): void {
    this.#current?.words.add(text);
  }

  close(name: string): void {
    if (name !== 'a' || this.#current === undefined) return;
    const { url, words, alt } = this.#current;
    this.#current = undefined;
    const known = this.#textByUrl.get(url);
    if (known === undefined || known === '') this.#textByUrl.set(url, words.text || alt);
  }

  found(): Link[] {
    return Array.from(this.#textByUrl, ([url, text]) => ({ url, text }));
  }
}

/** Elements inside a word or line; any other parts the words before it from those in it. */
const INLINE: ReadonlySet<string> = new Set(
  `span em strong b i u s del ins sub sup small mark abbr dfn time bdi bdo code kbd samp var q cite
  ruby wbr`.split(/\s+/),
);
