import type { ImageEntry } from '../../../publishing/entry.js';
import { webAddress } from './addresses.js';
import { pictureKey } from './body.js';
import type { WrittenPicture } from './item.js';

/** WordPress.com puts the author's face among the pictures of each post. */
const FACE = /^https?:\/\/[^/]*gravatar\.com\/avatar\//i;

/** The pictures of an item: the one that stands for it, and others. */
export interface ItemPictures {
  readonly image: ImageEntry | undefined;
  readonly others: readonly ImageEntry[];
}

/**
 * Chooses among the pictures that an item brings: of several sizes of one the largest, and a
 * thumbnail only where there is nothing else.
 */
export function picturesOf(
  written: readonly WrittenPicture[],
  base: string | undefined,
): ItemPictures {
  const whole = written.flatMap(({ url, ...rest }) => {
    const address = webAddress(url, base);
    const isPicture = address !== undefined && !FACE.test(address) && !isPixel(rest);
    return isPicture ? [{ url: address, ...rest }] : [];
  });
  const full = largest(whole.filter(({ isThumbnail }) => !isThumbnail));
  const thumbnails = whole.filter(({ isThumbnail }) => isThumbnail);
  const [image = thumbnails.toSorted((one, two) => areaOf(two) - areaOf(one))[0], ...others] = full;
  return { image: image && entryOf(image), others: others.map(entryOf) };
}

/** One of each, in the order in which they came. */
function largest(pictures: readonly WrittenPicture[]): WrittenPicture[] {
  const found = new Map<string, WrittenPicture>();
  for (const picture of pictures) {
    const key = pictureKey(picture.url);
    const known = found.get(key);
    if (known === undefined || areaOf(picture) > areaOf(known)) {
      found.set(key, { ...known, ...picture });
    }
  }
  return [...found.values()];
}

function areaOf({ width = 0, height = 0 }: WrittenPicture): number {
  return width * height;
}

/** What counts readers, and shows them nothing. */
function isPixel({ width = 2, height = 2 }: Omit<WrittenPicture, 'url'>): boolean {
  return width <= 1 && height <= 1;
}

function entryOf({ isThumbnail: _, ...picture }: WrittenPicture): ImageEntry {
  return picture;
}
