import { stopWordsOf } from './stop-words.js';
import { wordsOf } from './words.js';

/** A word that is characteristic of an article, with its weight between 0 and 1. */
export interface KeyTerm {
  readonly term: string;
  readonly weight: number;
}

const MAX_TERMS = 24;
/** In UTF-16 units. Longer words are addresses or noise. */
const MAX_TERM_LENGTH = 40;
/** A word in the title counts as often as this number of occurrences in the text. */
const TITLE_COUNT = 2;

/**
 * The most frequent words of an article, most frequent first, at most 24, in lower case. Stop words
 * and plain numbers are left out. How rare a word is among all articles is not considered here.
 *
 * The weight is 1 + ln(count), scaled so that the squares of all weights add up to 1: the dot
 * product of two articles' weights is then their cosine similarity. Of equally frequent words, the
 * earlier one comes first. Words are not reduced to their stems: no library does that well for all
 * languages, and the terms are shown to readers.
 */
export function keyTerms(article: {
  readonly title: string;
  readonly text: string;
  readonly language: string;
}): KeyTerm[] {
  const { title, text, language } = article;
  const counts = new Map<string, number>();
  const textWords = wordsOf(text, language);
  count(wordsOf(title, language), TITLE_COUNT, language, counts);
  count(textWords, 1, language, counts);
  // The sort is stable and a map keeps the order of insertion, so the earlier of two equal words is
  // first.
  const best = [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_TERMS);
  const weights = best.map(([, times]) => 1 + Math.log(times));
  const length = Math.hypot(...weights);
  return best.map(([term], index) => ({ term, weight: rounded((weights[index] ?? 0) / length) }));
}

function count(
  words: readonly string[],
  times: number,
  language: string,
  counts: Map<string, number>,
): void {
  const stopWords = stopWordsOf(language);
  const lower = lowerCaseOf(language);
  // Words repeat often; each distinct word is processed once.
  const distinct = new Map<string, number>();
  for (const word of words) distinct.set(word, (distinct.get(word) ?? 0) + times);
  for (const [word, found] of distinct) {
    const plain = lower(word.normalize('NFKC')).replaceAll('’', "'");
    if (stopWords.has(plain)) continue;
    const term = withoutApostrophe(plain, language);
    if (!isTerm(term) || stopWords.has(term)) continue;
    counts.set(term, (counts.get(term) ?? 0) + found);
  }
}

/** Turkish and Azerbaijani have two letters i, which the general rule would confuse. */
function lowerCaseOf(language: string): (word: string) => string {
  return /^(?:tr|az)(?:-|$)/i.test(language)
    ? (word) => word.toLocaleLowerCase('tr')
    : (word) => word.toLowerCase();
}

/** Reduces `l'homme` to `homme`, `harbour's` to `harbour`, `istanbul'da` to `istanbul`. */
function withoutApostrophe(word: string, language: string): string {
  if (!word.includes("'")) return word;
  if (/^(?:fr|it|ca|oc)(?:-|$)/i.test(language))
    return word.replace(/^\p{L}{1,7}'(?=\p{L}{2})/u, '');
  if (/^(?:tr|az)(?:-|$)/i.test(language)) return word.replace(/'.*$/u, '');
  return word.replace(/'s?$/u, '');
}

function isTerm(word: string): boolean {
  if (word.length > MAX_TERM_LENGTH || NO_TERM.test(word)) return false;
  return word.length >= 2 || /\p{sc=Han}/u.test(word);
}

/**
 * Plain numbers, also in Chinese, and words of up to three hiragana, which are endings and
 * particles.
 */
const NO_TERM = /^(?:[\p{N}\p{P}]*|[〇一二三四五六七八九十百千万億]+|\p{sc=Hiragana}{1,3})$/u;

function rounded(weight: number): number {
  return Math.round(weight * 10_000) / 10_000;
}
