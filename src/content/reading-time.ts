import { countUnspacedCharacters, countWords, isUnspaced } from './words.js';

/**
 * Words per minute by language.
 *
 * English: silent reading of non-fiction, M. Brysbaert, "How many words do we read per minute? A
 * review and meta-analysis of reading rate", Journal of Memory and Language 109 (2019) 104047.
 *
 * The first block: mean speeds of 436 adults reading texts matched in content and difficulty, S.
 * Trauzettel-Klosinski, K. Dietz, IReST Study Group, "Standardized Assessment of Reading
 * Performance", Invest. Ophthalmol. Vis. Sci. 53 (2012) 5452. They read aloud: that study's English
 * speed (228) is 4 % below Brysbaert's speed of silent reading.
 *
 * The second block is our estimate: each language has the speed of the most closely related
 * language in the first block, as no comparable study covers it.
 */
const WORDS_PER_MINUTE: Readonly<Record<string, number>> = {
  en: 238,

  ...{ ar: 138, de: 179, es: 218, fi: 161, fr: 195, he: 187, it: 188, nl: 202 },
  ...{ pl: 166, pt: 181, ru: 184, sl: 180, sv: 199, tr: 166 },

  ...{ da: 199, no: 199, nb: 199, nn: 199, is: 199, et: 161, hu: 166, az: 166, af: 202 },
  ...{ uk: 184, be: 184, bg: 184, sr: 180, hr: 180, bs: 180, mk: 180, cs: 166, sk: 166 },
  ...{ ca: 218, gl: 218, ro: 188, fa: 138, ur: 138 },
};

/**
 * The mean of the 17 languages of the IReST study, used for a language that is not in the table.
 */
const MEAN_WORDS_PER_MINUTE = 184;

/**
 * Characters per minute for languages that do not separate words by spaces.
 *
 * Chinese and Japanese are from the IReST study (see above). The value for the others is our
 * estimate: the study's mean of its alphabetic languages (882, or 68 ms per character), reduced
 * because the marks above and below the line count as characters in these scripts. They are about a
 * quarter of a text but are read together with their base character.
 */
const CHARACTERS_PER_MINUTE: Readonly<Record<string, number>> = {
  zh: 255,
  yue: 255,
  ja: 357,
};
const MEAN_CHARACTERS_PER_MINUTE = 660;

/** Code takes twice as long as prose; our own estimate. */
const CODE_SLOWNESS = 2;

/**
 * Seconds for the first picture. Each further picture takes one second less, down to the least
 * number of seconds for the tenth and every later one.
 */
const FIRST_PICTURE_SECONDS = 12;
const LEAST_PICTURE_SECONDS = 3;

/** What the reading time is computed from. */
export interface ReadingLoad {
  /** The whole text, code included. */
  readonly text: string;
  /** A BCP 47 tag. */
  readonly language: string;
  readonly pictureCount: number;
  /** The part of `text` that is code. */
  readonly codeText: string;
  /** The number of words in `text`, if it is already known. */
  readonly wordCount?: number;
}

/**
 * The seconds that an average reader needs, not rounded.
 *
 * The first picture counts 12 seconds, the next 11, and so on down to 3: Medium's published rule
 * ("Read time and you", 2014).
 */
export function readingSeconds(load: ReadingLoad): number {
  const { text, codeText, language, pictureCount } = load;
  const words = load.wordCount ?? countWords(text, language);
  const codeWords = codeText === '' ? 0 : Math.min(words, countWords(codeText, 'en'));
  const codeSeconds = (codeWords * CODE_SLOWNESS * 60) / speedOf('en');
  const proseSeconds = isUnspaced(language)
    ? unspacedSeconds(text, codeText, language)
    : ((words - codeWords) * 60) / speedOf(language);
  return proseSeconds + codeSeconds + pictureSeconds(pictureCount);
}

/**
 * The whole minutes that an average reader needs, at least 1.
 *
 * It is rounded up, so that the promised time is enough.
 */
export function readingMinutes(seconds: number): number {
  return Math.max(1, Math.ceil(seconds / 60));
}

/**
 * Words in Latin, Cyrillic or Greek script inside such a text count as words. Counted by
 * characters, a long foreign name would weigh as much as ten characters.
 */
function unspacedSeconds(text: string, codeText: string, language: string): number {
  const perMinute = CHARACTERS_PER_MINUTE[primary(language)] ?? MEAN_CHARACTERS_PER_MINUTE;
  const characters = countUnspacedCharacters(text) - countUnspacedCharacters(codeText);
  const foreign = spacedWordCount(text) - spacedWordCount(codeText);
  return (characters * 60) / perMinute + (foreign * 60) / MEAN_WORDS_PER_MINUTE;
}

function spacedWordCount(text: string): number {
  return text.match(/[\p{sc=Latn}\p{sc=Cyrl}\p{sc=Grek}\p{Nd}]+/gu)?.length ?? 0;
}

function speedOf(language: string): number {
  return WORDS_PER_MINUTE[primary(language)] ?? MEAN_WORDS_PER_MINUTE;
}

function primary(language: string): string {
  return language.split('-', 1)[0]?.toLowerCase() ?? '';
}

function pictureSeconds(count: number): number {
  const declining = FIRST_PICTURE_SECONDS - LEAST_PICTURE_SECONDS;
  const few = Math.min(count, declining);
  const fewSeconds = (few * (2 * FIRST_PICTURE_SECONDS - few + 1)) / 2;
  return fewSeconds + (count - few) * LEAST_PICTURE_SECONDS;
}
