import type { ImageEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { type Fields, isObject } from '../parsed-object.js';
import { countField, firstOf, isScalar, textField, wrong } from './fields.js';
import type { FoundPicture } from './pictures.js';
import type { PictureFinder } from './render.js';

const KEYS = [
  'image',
  'cover',
  'heroImage',
  'coverImage',
  'featured_image',
  'featuredImage',
  'featureimage',
  'cover_image',
  'banner',
  'socialImage',
  'ogImage',
  'og_image',
  'thumbnail',
  'teaser',
  'images',
  'header',
] as const;

const ADDRESS_KEYS = [
  ...['src', 'url', 'image', 'path', 'feature', 'teaser', 'overlay_image', 'filename'],
] as const;

/** The main image of an article: an address, or an object with `src` and its attributes. */
export async function imageOf(
  fields: Fields,
  findPicture: PictureFinder,
): Promise<ImageEntry | undefined> {
  for (const key of KEYS) {
    const declared = declaredUnder(key, firstOf(fields, key));
    const src = textField(declared, ...ADDRESS_KEYS);
    if (src !== undefined) return pictureOf(fields, key, declared, await findPicture(src));
  }
  return undefined;
}

/**
 * The value under a key as an object. It is empty for a boolean. A theme's layout options
 * (`header: { overlay_color: … }`) contain no image address.
 */
function declaredUnder(key: string, value: unknown): Fields {
  const written = Array.isArray(value) ? value[0] : value;
  if (written === undefined || typeof written === 'boolean') return {};
  if (isObject(written)) return written;
  if (!isScalar(written)) throw wrong(key, 'an address, or an object with src and alt', value);
  return { src: written };
}

function pictureOf(
  fields: Fields,
  key: string,
  declared: Fields,
  { url, size }: FoundPicture,
): ImageEntry {
  const width = countField(declared, 'width') ?? size?.width;
  const height = countField(declared, 'height') ?? size?.height;
  return withoutUndefined({
    url,
    alt: textField(declared, 'alt') ?? textField(fields, `${key}Alt`, `${key}_alt`),
    caption: textField(declared, 'caption'),
    credit: textField(declared, 'credit'),
    ...(width && height ? { width, height } : {}),
  });
}
