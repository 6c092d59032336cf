import { describe, expect, it } from 'vitest';
import { countWords, isUnspaced, wordsOf } from '../../src/content/words.js';

const SPACED: readonly (readonly [language: string, text: string])[] = [
  ['en', "Don’t stop, e.g. at 3.5 or 1,000.50 — well-known U.S. rock'n'roll; it's foo_bar, 10:30."],
  ['de', 'Der Hafen-Meister sagte: „z.B. 3,5 Meter!“ Größenänderung am 3. Mai.'],
  ['fr', "L’homme d'aujourd’hui : qu’est-ce que c’est ?"],
  ['ca', 'El paral·lel del col·legi'],
  ['he', 'ארה״ב צה"ל וג׳ורג'],
  ['ar', 'مَرْحَبًا بِالعالَم، كيف حالك؟'],
  ['fa', 'می‌روم به خانه‌ها'],
  ['hi', 'नमस्ते दुनिया क्षत्रिय'],
  ['ko', '안녕하세요 세계는 넓다.'],
  ['ru', 'Что-то пошло не так… в 10:30'],
  ['vi', 'Việt Nam đất nước'],
  ['am', 'ሰላም ልዑል።'],
  ['und', '😀 ok 👍🏽 a\u0301b'],
];

describe('wordsOf', () => {
  it.each(SPACED)('splits %s as Unicode does', (language, text) => {
    const segments = [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)];
    const expected = segments.filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);

    expect(wordsOf(text, language)).toEqual(expected);
  });

  it('finds words in a text without spaces', () => {
    expect(wordsOf('海港今天很安静，渔民们在等待', 'zh')).toEqual([
      '海港',
      '今天',
      '很',
      '安静',
      '渔民',
      '们',
      '在',
      '等待',
    ]);
    expect(wordsOf('ท่าเรือเงียบสงบ', 'th').length).toBeGreaterThan(1);
  });

  it('finds words of both kinds in one text', () => {
    expect(wordsOf('The word 海港 means harbour', 'en')).toEqual([
      'The',
      'word',
      '海港',
      'means',
      'harbour',
    ]);
  });
});

describe('countWords', () => {
  it('counts none in a text without words', () => {
    expect(countWords(' … 😀 — ', 'en')).toBe(0);
  });

  it('counts the words of each text, although the last result is cached', () => {
    expect(countWords('a '.repeat(600), 'en')).toBe(600);
    expect(countWords('a '.repeat(700), 'en')).toBe(700);
  });

  it('accepts an invalid language', () => {
    expect(countWords('海港', 'no such language')).toBe(1);
  });

  it('splits a very long run in little time', () => {
    expect(countWords('漢'.repeat(50_000), 'zh')).toBeGreaterThan(0);
  });
});

describe('isUnspaced', () => {
  it('depends on the language and not on the region', () => {
    expect(['zh-TW', 'ja', 'th', 'KM'].map(isUnspaced)).toEqual([true, true, true, true]);
    expect(['ko', 'en', 'vi', ''].map(isUnspaced)).toEqual([false, false, false, false]);
  });
});
