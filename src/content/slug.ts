import { transliterate } from 'transliteration';
import { LANGUAGES_WITH_SPELLINGS, spelledInLatin } from './latin-letters.js';

const MAX_CHARACTERS = 80;
const EMPTY = 'untitled';

/**
 * A slug made from any text: lower-case Latin letters, digits and single hyphens, at most 80
 * characters. It is `untitled` if nothing else is left. A valid slug is not changed.
 *
 * `language` (BCP 47) selects the spelling rules. Kanji are transliterated by their Chinese
 * reading: the Japanese reading needs a full dictionary, and a slug must be easy to type and to
 * distinguish, not to read aloud.
 *
 * Apostrophes are removed without a hyphen ("don’t" becomes `dont`), also those that
 * transliteration adds.
 */
export function slugify(text: string, language?: string): string {
  const beginning = text.slice(0, MAX_CHARACTERS * 4).normalize('NFKC');
  const words = transliterate(spelledInLatin(beginning, language))
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+|['`’ʼ]/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return shortened(words) || EMPTY;
}

/**
 * The slugs that a name in an address may have been turned into, for every language with its own
 * spelling rules. Empty for a name that is already a slug.
 */
export function slugsMadeOf(name: string): string[] {
  if (name === '' || /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)) return [];
  const isPlain = /^[\x20-\x7e]*$/.test(name);
  const languages = isPlain ? [] : LANGUAGES_WITH_SPELLINGS;
  const slugs = [undefined, ...languages].map((language) => slugify(name, language));
  return [...new Set(slugs)].filter((slug) => slug !== EMPTY);
}

function shortened(slug: string): string {
  if (slug.length <= MAX_CHARACTERS) return slug;
  const room = slug.slice(0, MAX_CHARACTERS + 1);
  const atDash = room.lastIndexOf('-');
  return atDash > 0 ? room.slice(0, atDash) : room.slice(0, MAX_CHARACTERS);
}
