import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { canonicalLanguage } from './language-tag.js';

/** Enough to tell a language; more only takes time. */
const SAMPLE_LENGTH = 600;
/** Below this many letters, a guess counts only if the detector itself trusts it. */
const CERTAIN_LETTERS = 60;

/** Scripts that are written by one language, or nearly: the script names it. */
const LANGUAGE_BY_SCRIPT: readonly (readonly [script: RegExp, language: string])[] = [
  [/\p{sc=Hangul}/gu, 'ko'],
  [/\p{sc=Thai}/gu, 'th'],
  [/\p{sc=Lao}/gu, 'lo'],
  [/\p{sc=Khmer}/gu, 'km'],
  [/\p{sc=Myanmar}/gu, 'my'],
  [/\p{sc=Tibetan}/gu, 'bo'],
  [/\p{sc=Greek}/gu, 'el'],
  [/\p{sc=Hebrew}/gu, 'he'],
  [/\p{sc=Armenian}/gu, 'hy'],
  [/\p{sc=Georgian}/gu, 'ka'],
  [/\p{sc=Ethiopic}/gu, 'am'],
  [/\p{sc=Tamil}/gu, 'ta'],
  [/\p{sc=Telugu}/gu, 'te'],
  [/\p{sc=Kannada}/gu, 'kn'],
  [/\p{sc=Malayalam}/gu, 'ml'],
  [/\p{sc=Gujarati}/gu, 'gu'],
  [/\p{sc=Gurmukhi}/gu, 'pa'],
  [/\p{sc=Oriya}/gu, 'or'],
  [/\p{sc=Sinhala}/gu, 'si'],
];
const KANA = /\p{sc=Hiragana}|\p{sc=Katakana}/gu;
const HAN = /\p{sc=Han}/gu;
/** A Japanese text has more kana than this for each kanji; a Chinese one, hardly any. */
const LEAST_KANA_PER_HAN = 0.1;

/**
 * The language of a text as a BCP 47 tag: the declared one in its canonical form if it is valid
 * (`en-us` becomes `en-US`), else the detected one, else `und`.
 */
export function languageOf(text: string, declared?: string): string {
  const valid = declared === undefined ? undefined : canonical(declared);
  if (valid !== undefined) return valid;
  const sample = text.slice(0, SAMPLE_LENGTH);
  const letters = countOf(sample, /\p{L}/gu);
  if (letters === 0) return 'und';
  return languageByScript(sample, letters) ?? detected(sample, letters);
}

/** `C` and `POSIX` are what some systems write for "none"; an underscore is theirs for a hyphen. */
function canonical(declared: string): string | undefined {
  const tag = declared.trim().replace(/\..*$/, '');
  if (/^(?:c|posix|und|mul|zxx)?$/i.test(tag)) return undefined;
  return canonicalLanguage(tag);
}

function languageByScript(sample: string, letters: number): string | undefined {
  if (countOf(sample, /\p{sc=Latin}|\p{sc=Cyrillic}|\p{sc=Arabic}/gu) * 2 > letters)
    return undefined;
  const han = countOf(sample, HAN);
  const kana = countOf(sample, KANA);
  if ((han + kana) * 2 > letters) return kana > han * LEAST_KANA_PER_HAN ? 'ja' : 'zh';
  return LANGUAGE_BY_SCRIPT.find(([script]) => countOf(sample, script) * 2 > letters)?.[1];
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function detected(sample: string, letters: number): string {
  detector ??= loadDetector();
  const { language, isReliable } = detector.detect(sample);
  return language !== '' && (letters >= CERTAIN_LETTERS || isReliable()) ? language : 'und';
}

interface Detector {
  detect(text: string): { language: string; isReliable: () => boolean };
}

let detector: Detector | undefined;

/**
 * Loads the smallest of eld's databases: 0.5 s and 32 MB of heap, against 1 s and 1.3 s for the
 * next two, which tell articles apart no better (99.5 and 99.6 % of the author's long texts).
 *
 * Only at first use, as a magazine whose sources declare their language never needs it; and by
 * `require`, as the callers are pure functions that cannot wait. The package names its entry for
 * `import` alone, hence the way through `import.meta.resolve`.
 */
function loadDetector(): Detector {
  const require = createRequire(import.meta.url);
  const loaded: unknown = require(fileURLToPath(import.meta.resolve('eld/extrasmall')));
  if (typeof loaded === 'object' && loaded !== null && 'eld' in loaded && isDetector(loaded.eld)) {
    return loaded.eld;
  }
  throw new TypeError('eld/extrasmall exports no detector.');
}

function isDetector(value: unknown): value is Detector {
  return (
    typeof value === 'object' &&
    value !== null &&
    'detect' in value &&
    typeof value.detect === 'function'
  );
}
