import { captionOf } from './caption.js';
import { GAP, TextSink } from './text-sink.js';

/** A picture in a body. Width and height are in pixels. */
export interface Picture {
  readonly url: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly width?: number;
  readonly height?: number;
}

interface FoundPicture extends Omit<Picture, 'caption' | 'credit'> {
  readonly title: string;
  figcaption: string;
  cited: string;
}

interface OpenFigure {
  /** How many pictures of the body precede this figure. */
  readonly firstPicture: number;
  figcaption: string;
  cited: string;
}

/** Collects the pictures of a body with their captions and credits; a part of `BodyReader`. */
export class FigureReader {
  readonly #pictures: FoundPicture[] = [];
  readonly #figures: OpenFigure[] = [];
  #figcaption: TextSink | undefined;
  #cited = new TextSink();
  #citations = 0;

  /** Whether the parser is inside a figcaption, so that its text is not part of the body's text. */
  get isInCaption(): boolean {
    return this.#figcaption !== undefined;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'img') this.#addPicture(attributes);
    else if (name === 'figure') {
      this.#figures.push({ firstPicture: this.#pictures.length, figcaption: '', cited: '' });
    } else if (name === 'figcaption') {
      this.#figcaption = new TextSink();
      this.#cited = new TextSink();
      this.#citations = 0;
    } else if (this.#figcaption !== undefined) {
      if (CITATIONS.has(name)) this.#citations++;
      if (PARTING.has(name)) this.#figcaption.part(GAP.SPACE);
    }
  }

  /** Adds the text to the open caption. Returns `false` if no caption is open. */
  text(text: string): boolean {
    if (this.#figcaption === undefined) return false;
    if (this.#citations > 0) this.#cited.add(text);
    else this.#figcaption.add(text);
    return true;
  }

  close(name: string): void {
    if (name === 'figcaption') this.#endCaption();
    else if (name === 'figure') this.#endFigure();
    else if (this.#figcaption !== undefined && CITATIONS.has(name)) this.#citations--;
  }

  found(): Picture[] {
    return this.#pictures.map(({ title, figcaption, cited, ...picture }) => ({
      ...picture,
      ...captionOf({ figcaption, cited, title }),
    }));
  }

  #addPicture(attributes: Readonly<Record<string, string>>): void {
    const url = attributes.src ?? attributes.srcset?.split(/[\s,]/, 1)[0];
    const width = Number(attributes.width ?? '');
    const height = Number(attributes.height ?? '');
    if (url === undefined || (width === 1 && height === 1)) return;
    this.#pictures.push({
      url,
      ...(attributes.alt ? { alt: attributes.alt } : {}),
      ...(width > 0 ? { width } : {}),
      ...(height > 0 ? { height } : {}),
      title: attributes.title ?? '',
      figcaption: '',
      cited: '',
    });
  }

  #endCaption(): void {
    const figure = this.#figures.at(-1);
    if (figure !== undefined) {
      figure.figcaption = this.#figcaption?.text ?? '';
      figure.cited = this.#cited.text;
    }
    this.#figcaption = undefined;
  }

  /**
   * The caption may come before or after the pictures. It applies to every picture of the figure
   * that has no caption of its own.
   */
  #endFigure(): void {
    const figure = this.#figures.pop();
    if (figure === undefined) return;
    for (const picture of this.#pictures.slice(figure.firstPicture)) {
      if (picture.figcaption !== '' || picture.cited !== '') continue;
      picture.figcaption = figure.figcaption;
      picture.cited = figure.cited;
    }
  }
}

const CITATIONS: ReadonlySet<string> = new Set(['cite', 'small']);
const PARTING: ReadonlySet<string> = new Set(['br', 'p', 'div', 'li', 'cite', 'small']);
