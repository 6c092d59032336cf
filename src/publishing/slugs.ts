import { slugify } from '../content/slug.js';

/**
 * The slug that an entry asks for with a text.
 *
 * One of this gateway's own stays, though it may have a number behind its full length.
 */
export function askedSlug(
  { id }: { readonly id?: string },
  text: string,
  language?: string,
): string {
  const isOurs = id !== undefined && /^[a-z\d]+(?:-[a-z\d]+)*$/.test(text);
  return isOurs ? text : slugify(text, language);
}
