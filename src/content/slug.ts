import { transliterate } from 'transliteration';
import { LANGUAGES_WITH_SPELLINGS, spelledInLatin } from './latin-letters.js';

const MAX_CHARACTERS = 80;
const EMPTY = 'untitled';

/**
 * An address part made from any text: Latin letters, digits and single dashes, at most 80, never
 * empty; a slug stays as it is.
 *
 * `language` (BCP 47) is whose spelling counts. Kanji are written as Chinese ones sound: how they
 * are read in Japanese only a dictionary of all words could tell, and an address needs to be
 * typed and told apart more than to be read aloud.
 *
 * Apostrophes vanish rather than part ("don’t" is `dont`), also those that transliteration puts in.
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
 * The slugs that a name in an address may have been made into, whatever its language: none for
 * what is a slug already.
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
