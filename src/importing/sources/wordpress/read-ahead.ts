import { ownedText } from '../../../content/owned-text.js';
import { guestOf } from './bylines.js';
import { Permalinks, partsOf } from './permalinks.js';
import { type PictureIndex, PictureReader } from './pictures.js';
import { piecesOf } from './pieces.js';
import type { Guest } from './site.js';
import { Terms } from './terms.js';
import { rawTextOf, textOf, type XmlElement } from './xml-element.js';
import type { XmlInput } from './xml-text.js';

/** What is known about an export before its records are made. */
export interface ReadAhead {
  readonly pictures: PictureIndex;
  readonly terms: Terms;
  readonly permalinks: Permalinks;
  /** Reusable blocks by their post id. */
  readonly sharedBlocks: ReadonlyMap<string, string>;
  /** Guest authors, who have no login. */
  readonly guests: ReadonlyMap<string, Guest>;
  /** Removes the temporary file. */
  close(): void;
}

/** Maximum characters of all reusable blocks; further ones are missing in the posts. */
const MAX_SHARED_CHARACTERS = 8 * 1024 * 1024;

/**
 * The first pass over an export, which collects everything that posts refer to. Attachments and
 * parent categories can come before or after them, and the address pattern depends on all posts.
 */
export async function readAhead(input: XmlInput): Promise<ReadAhead> {
  const pictures = new PictureReader();
  try {
    return await readInto(pictures, input);
  } catch (error) {
    pictures.close();
    throw error;
  }
}

async function readInto(pictures: PictureReader, input: XmlInput): Promise<ReadAhead> {
  const terms = new Terms();
  const permalinks = new Permalinks();
  const sharedBlocks = new SharedBlocks();
  const guests = new Map<string, Guest>();
  for await (const piece of piecesOf(input)) {
    if (piece.kind !== 'ELEMENT') continue;
    const { element } = piece;
    terms.read(element);
    if (element.name !== 'item') continue;
    pictures.read(element);
    sharedBlocks.read(element);
    const guest = guestOf(element);
    if (guest !== undefined) guests.set(ownedText(guest[0]), ownGuest(guest[1]));
    if (isPublishedPost(element)) permalinks.learn(element, partsOf(element, terms));
  }
  const { byId } = sharedBlocks;
  const close = () => pictures.close();
  return { pictures: pictures.index(), terms, permalinks, sharedBlocks: byId, guests, close };
}

function ownGuest({ name, bio }: Guest): Guest {
  return { name: ownedText(name), ...(bio === undefined ? {} : { bio: ownedText(bio) }) };
}

class SharedBlocks {
  readonly byId = new Map<string, string>();
  #characters = 0;

  read(item: XmlElement): void {
    if (textOf(item, 'wp:post_type') !== 'wp_block') return;
    const content = rawTextOf(item, 'content:encoded');
    this.#characters += content.length;
    if (this.#characters > MAX_SHARED_CHARACTERS) return;
    this.byId.set(ownedText(textOf(item, 'wp:post_id')), ownedText(content));
  }
}

function isPublishedPost(item: XmlElement): boolean {
  const isPost = (textOf(item, 'wp:post_type') || 'post') === 'post';
  return isPost && ['publish', 'private'].includes(textOf(item, 'wp:status'));
}
