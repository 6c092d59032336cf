import { Parser } from 'htmlparser2';
import { BodyReader } from './body-reader.js';
import type { Picture } from './figure-reader.js';
import type { Link } from './link-reader.js';

/** The text of a body and what it contains, found in one pass of the parser. */
export interface ReadingMatter {
  /**
   * Paragraphs are separated by an empty line, lines and list items by a line end, cells by a tab.
   */
  readonly text: string;
  /** `text` without its code blocks: used to detect the language and the key terms. */
  readonly prose: string;
  /** Only the code blocks, separated by an empty line. */
  readonly codeText: string;
  /** In document order, each address once. Links within the page are left out. */
  readonly links: readonly Link[];
  /** In document order. Tracking pixels (1 × 1) are left out. */
  readonly pictures: readonly Picture[];
}

/**
 * Text, links and pictures of sanitised HTML.
 *
 * The text has no captions, alternative texts, fallback content of players or ruby annotations.
 */
export function readBody(html: string): ReadingMatter {
  const reader = new BodyReader();
  const parser = new Parser(reader);
  parser.write(html);
  parser.end();
  return reader.matter();
}
