import { transliterate } from 'transliteration';

const MAX_CHARACTERS = 80;
const EMPTY = 'untitled';

/**
 * An address part made from any text: Latin letters, digits and single dashes, at most 80, never
 * empty; a slug stays as it is.
 *
 * Apostrophes vanish rather than part ("don’t" is `dont`), also those that transliteration puts in.
 */
export function slugify(text: string): string {
  const words = transliterate(text.slice(0, MAX_CHARACTERS * 4).normalize('NFKC'))
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+|['`’ʼ]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return shortened(words) || EMPTY;
}

function shortened(slug: string): string {
  if (slug.length <= MAX_CHARACTERS) return slug;
  const room = slug.slice(0, MAX_CHARACTERS + 1);
  const atDash = room.lastIndexOf('-');
  return atDash > 0 ? room.slice(0, atDash) : room.slice(0, MAX_CHARACTERS);
}
