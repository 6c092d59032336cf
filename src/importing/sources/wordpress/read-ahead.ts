import { Permalinks, partsOf } from './permalinks.js';
import { type PictureIndex, PictureReader } from './pictures.js';
import { piecesOf } from './pieces.js';
import { Terms } from './terms.js';
import { textOf, type XmlElement } from './xml-element.js';
import type { XmlInput } from './xml-text.js';

/** What is known of an export before its records are made. */
export interface ReadAhead {
  readonly pictures: PictureIndex;
  readonly terms: Terms;
  readonly permalinks: Permalinks;
}

/**
 * Reads an export once for what its posts refer to: attachments and the parents of categories may
 * stand in front of them or behind, and only all posts together show how their addresses are made.
 */
export async function readAhead(input: XmlInput): Promise<ReadAhead> {
  const pictures = new PictureReader();
  const terms = new Terms();
  const permalinks = new Permalinks();
  for await (const piece of piecesOf(input)) {
    if (piece.kind !== 'ELEMENT') continue;
    const { element } = piece;
    terms.read(element);
    if (element.name !== 'item') continue;
    pictures.read(element);
    if (isPublishedPost(element)) permalinks.learn(element, partsOf(element, terms));
  }
  return { pictures: pictures.index(), terms, permalinks };
}

function isPublishedPost(item: XmlElement): boolean {
  const isPost = (textOf(item, 'wp:post_type') || 'post') === 'post';
  return isPost && ['publish', 'private'].includes(textOf(item, 'wp:status'));
}
