import type { ImageEntry } from '../../../publishing/entry.js';
import { optional } from '../optional.js';
import { countField, type Fields, firstOf, isScalar, textField, wrong } from './fields.js';
import { isObject } from './front-matter.js';
import type { PictureFinder } from './render.js';

const KEYS = [
  'image',
  'cover',
  'heroImage',
  'coverImage',
  'featured_image',
  'featuredImage',
  'featureimage',
  'thumbnail',
  'images',
] as const;

/** The article's own picture: an address, or an object with `src` and what is known of it. */
export async function imageOf(
  fields: Fields,
  findPicture: PictureFinder,
): Promise<ImageEntry | undefined> {
  const key = KEYS.find((one) => firstOf(fields, one) !== undefined);
  if (key === undefined) return undefined;
  const value = fields[key];
  const written = Array.isArray(value) ? value[0] : value;
  if (written === false || written === undefined) return undefined;
  if (!isObject(written) && !isScalar(written))
    throw wrong(key, 'an address, or src and alt', value);
  const told = isObject(written) ? written : { src: written };
  const src = textField(told, 'src', 'url', 'image', 'path', 'relative');
  if (src === undefined) throw wrong(`${key}.src`, 'an address', undefined);
  const { url, size } = await findPicture(src);
  const width = countField(told, 'width') ?? size?.width;
  const height = countField(told, 'height') ?? size?.height;
  return {
    url,
    ...optional('alt', textField(told, 'alt') ?? textField(fields, `${key}Alt`, `${key}_alt`)),
    ...optional('caption', textField(told, 'caption')),
    ...optional('credit', textField(told, 'credit')),
    ...(width && height ? { width, height } : {}),
  };
}
