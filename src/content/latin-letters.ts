import { kanaToLatin } from './kana.js';

const NORDIC = { æ: 'ae', ø: 'oe', å: 'aa' };

/** How a language writes its own letters in ASCII. */
const SPELLINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  de: { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' },
  da: NORDIC,
  no: NORDIC,
  nb: NORDIC,
  nn: NORDIC,
  sv: { å: 'a', ä: 'a', ö: 'o' },
  fi: { å: 'a', ä: 'a', ö: 'o' },
  is: { þ: 'th', ð: 'd', æ: 'ae', ö: 'o' },
  tr: { ı: 'i', ğ: 'g', ş: 's', ç: 'c', ö: 'o', ü: 'u' },
  hu: { ő: 'o', ű: 'u' },
  ca: { l·l: 'll' },
  sr: {
    ђ: 'dj',
    ж: 'z',
    ј: 'j',
    љ: 'lj',
    њ: 'nj',
    ћ: 'c',
    ц: 'c',
    ч: 'c',
    џ: 'dz',
    ш: 's',
    х: 'h',
  },
  bg: { щ: 'sht', ъ: 'a', ь: 'y', х: 'h', ц: 'ts' },
  uk: {
    ...{ г: 'h', ґ: 'g', є: 'ie', ж: 'zh', и: 'y', і: 'i', ї: 'i', й: 'i', х: 'kh', ц: 'ts' },
    ...{ ч: 'ch', ш: 'sh', щ: 'shch', ь: '', ю: 'iu', я: 'ia' },
  },
  el: { ου: 'ou', ού: 'ou', αυ: 'av', ευ: 'ev', χ: 'ch', η: 'i', ή: 'i', υ: 'y', ξ: 'x' },
};

/** Languages (ISO 639-1) that have their own rules for some letters. */
export const LANGUAGES_WITH_SPELLINGS: readonly string[] = Object.keys(SPELLINGS);

/**
 * A consonant of an Indic script, with its optional nukta. The vowel `a` is spoken after it if
 * another letter follows.
 */
const INDIC_CONSONANT =
  /([\u0915-\u0939\u0958-\u095f\u0995-\u09b9\u0a15-\u0a39\u0a95-\u0ab9\u0b15-\u0b39\u0b95-\u0bb9\u0c15-\u0c39\u0c95-\u0cb9\u0d15-\u0d39\u0d9a-\u0dc6][\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc]?)(?=[\u0905-\u0939\u0958-\u095f\u0900-\u0903\u0985-\u09b9\u0981-\u0983\u0a05-\u0a39\u0a85-\u0ab9\u0b05-\u0b39\u0b85-\u0bb9\u0c05-\u0c39\u0c85-\u0cb9\u0d05-\u0d39\u0d85-\u0dc6])/gu;
/**
 * Candrabindu and anusvara. They sound as `n`, which the library would write as a capital letter.
 */
const INDIC_NASAL =
  /[\u0901\u0902\u0981\u0982\u0a01\u0a02\u0a81\u0a82\u0b01\u0b02\u0c02\u0c82\u0d02\u0d82]/gu;

/**
 * A text in lower case in which the letters are in ASCII that its language or script writes by its
 * own rule: `ü` becomes `ue` in German and `u` in Turkish. All other letters stay for the general
 * transliteration.
 */
export function spelledInLatin(text: string, language: string | undefined): string {
  const spelling = SPELLINGS[language?.split('-', 1)[0]?.toLowerCase() ?? ''] ?? {};
  const lower = kanaToLatin(lowerCase(text, language)).normalize('NFC');
  const indic = lower.replace(INDIC_CONSONANT, '$1a').replace(INDIC_NASAL, 'n');
  const letters = Object.keys(spelling).sort((one, other) => other.length - one.length);
  if (letters.length === 0) return indic;
  return indic.replace(new RegExp(letters.join('|'), 'gu'), (letter) => spelling[letter] ?? letter);
}

/** Turkish has an I with a dot and one without, which the general rule would confuse. */
function lowerCase(text: string, language: string | undefined): string {
  return /^(?:tr|az)\b/i.test(language ?? '') ? text.toLocaleLowerCase('tr') : text.toLowerCase();
}
