import { Parser } from 'htmlparser2';
import { BodyReader } from './body-reader.js';
import type { Picture } from './figure-reader.js';
import type { Link } from './link-reader.js';

/** Everything in a body that is read, found in one walk. */
export interface ReadingMatter {
  /** Paragraphs parted by an empty line, lines and list items by a line end, cells by a tab. */
  readonly text: string;
  /** `text` without its blocks of code: what language and key terms are found in. */
  readonly prose: string;
  /** The blocks of code alone, parted by an empty line. */
  readonly codeText: string;
  /** In the order of the text, each address once; links within the page are left out. */
  readonly links: readonly Link[];
  /** In the order of the text; single-pixel pictures, which only count readers, are left out. */
  readonly pictures: readonly Picture[];
}

/**
 * The reading matter of sanitised HTML.
 *
 * The text holds what a reader reads in order: no captions, alternative texts, fallbacks of players
 * or readings above ruby characters.
 */
export function readBody(html: string): ReadingMatter {
  const reader = new BodyReader();
  const parser = new Parser(reader);
  parser.write(html);
  parser.end();
  return reader.matter();
}
