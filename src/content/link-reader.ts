import { GAP, TextSink } from './text-sink.js';

/** A link in a body, with its visible text. */
export interface Link {
  readonly url: string;
  /** The visible text, otherwise the alternative text of a linked picture, otherwise empty. */
  readonly text: string;
}

/** Collects the links of a body with their text; a part of `BodyReader`. */
export class LinkReader {
  /** In document order. A repeated address only adds the text if the first link had none. */
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

/** Elements that do not end a word; any other element separates the words around its tag. */
const INLINE: ReadonlySet<string> = new Set(
  `span em strong b i u s del ins sub sup small mark abbr dfn time bdi bdo code kbd samp var q cite
  ruby wbr`.split(/\s+/),
);
