import type { ImageEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { webAddress } from './addresses.js';
import { pictureKey } from './body.js';
import type { WrittenPicture } from './item.js';
import { areaOf } from './picture-size.js';
import { isOrnament, isPixel } from './tracking-pixels.js';

/** Blogger and other Google services write the size into the address. */
const SIZE_IN_ADDRESS = /(?:\/|=)(?:s|w)(\d{2,4})(?:-[a-z]\w*)*(?:\/|$)/;
/** Pixels per side; an image with a smaller declared size is a preview of a larger one. */
const SMALL = 300;

/** The main image of an item, and its other images. */
export interface ItemPictures {
  readonly image: ImageEntry | undefined;
  readonly others: readonly ImageEntry[];
}

/**
 * Chooses among the images of an item: the largest of several sizes, and a thumbnail only if there
 * is no other image. If the text contains an image, a small thumbnail is ignored, and the image in
 * the text is used as the main image.
 */
export function picturesOf(
  written: readonly WrittenPicture[],
  base: string | undefined,
  isTextIllustrated: boolean,
): ItemPictures {
  const whole = written.flatMap(({ url, ...rest }) => {
    const address = webAddress(url, base);
    if (address === undefined || isOrnament(address)) return [];
    return isPixel(rest.width, rest.height) ? [] : [{ url: address, ...rest }];
  });
  const full = largest(whole.filter(({ isThumbnail }) => !isThumbnail));
  const [thumbnail] = whole
    .filter((picture) => picture.isThumbnail && !(isTextIllustrated && isSmall(picture)))
    .toSorted((one, two) => areaOf(two) - areaOf(one));
  const [image = thumbnail, ...others] = full;
  return { image: image && entryOf(image), others: others.map(entryOf) };
}

/** Each image once, in order, in its largest size, with the captions of all sizes. */
function largest(pictures: readonly WrittenPicture[]): WrittenPicture[] {
  const found = new Map<string, WrittenPicture>();
  for (const picture of pictures) {
    const key = pictureKey(picture.url);
    const known = found.get(key);
    if (known === undefined) found.set(key, picture);
    else if (areaOf(picture) > areaOf(known)) found.set(key, withWordsOf(picture, known));
    else found.set(key, withWordsOf(known, picture));
  }
  return [...found.values()];
}

function withWordsOf(picture: WrittenPicture, other: WrittenPicture): WrittenPicture {
  return withoutUndefined({
    ...picture,
    alt: picture.alt ?? other.alt,
    caption: picture.caption ?? other.caption,
    credit: picture.credit ?? other.credit,
  });
}

function isSmall({ url, width, height }: WrittenPicture): boolean {
  const declared = Number(SIZE_IN_ADDRESS.exec(url)?.[1] ?? SMALL);
  return Math.max(width ?? 0, height ?? 0) > 0
    ? Math.max(width ?? 0, height ?? 0) < SMALL
    : declared < SMALL;
}

function entryOf({ isThumbnail: _, width, height, ...picture }: WrittenPicture): ImageEntry {
  const isWhole = width !== undefined && height !== undefined;
  return { ...picture, ...(isWhole ? { width, height } : {}) };
}
