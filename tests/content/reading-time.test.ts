import { describe, expect, it } from 'vitest';
import { readingMinutes, readingSeconds } from '../../src/content/reading-time.js';

const load = { text: '', language: 'en', pictureCount: 0, codeText: '' };

describe('readingSeconds', () => {
  it.each([
    ['en', 238],
    ['en-GB', 238],
    ['ar', 138],
    ['de', 179],
    ['es', 218],
    ['fi', 161],
    ['fr', 195],
    ['he', 187],
    ['it', 188],
    ['nl', 202],
    ['pl', 166],
    ['pt-BR', 181],
    ['ru', 184],
    ['sl', 180],
    ['sv', 199],
    ['tr', 166],
    ['da', 199],
    ['xx', 184],
    ['und', 184],
  ])('takes a minute for as much as %s readers read per minute: %i words', (language, words) => {
    expect(readingSeconds({ ...load, text: 'word '.repeat(words), language })).toBeCloseTo(60);
  });

  it.each([
    ['zh', '海', 255],
    ['zh-Hant-TW', '海', 255],
    ['ja', 'み', 357],
    ['th', 'ก', 660],
    ['km', 'ក', 660],
    ['lo', 'ກ', 660],
    ['my', 'က', 660],
    ['bo', 'ཀ', 660],
  ])(
    'takes a minute for as much as %s readers read per minute, counted by the character %s',
    (language, character, count) => {
      expect(readingSeconds({ ...load, text: character.repeat(count), language })).toBeCloseTo(60);
    },
  );

  it('does not count punctuation, and counts foreign words as words', () => {
    expect(
      readingSeconds({ ...load, text: `${'海'.repeat(255)}，。！`, language: 'zh' }),
    ).toBeCloseTo(60);
    expect(
      readingSeconds({ ...load, text: 'Internationalisation '.repeat(184), language: 'ja' }),
    ).toBeCloseTo(60);
  });

  it.each([
    [1, 12],
    [2, 23],
    [9, 72],
    [10, 75],
    [11, 78],
    [100, 345],
  ])('adds for %i pictures %i seconds', (pictureCount, seconds) => {
    expect(readingSeconds({ ...load, pictureCount })).toBe(seconds);
  });

  it('reads code at half the speed of prose', () => {
    const code = 'word '.repeat(119);

    expect(readingSeconds({ ...load, text: code, codeText: code })).toBeCloseTo(60);
    expect(
      readingSeconds({ ...load, text: 'word '.repeat(238) + code, codeText: code }),
    ).toBeCloseTo(120);
  });

  it('uses a given word count', () => {
    expect(readingSeconds({ ...load, text: 'ignored', wordCount: 476 })).toBeCloseTo(120);
  });
});

describe('readingMinutes', () => {
  it.each([
    [0, 1],
    [1, 1],
    [60, 1],
    [60.1, 2],
    [299, 5],
  ])('rounds %f seconds to %i minutes', (seconds, minutes) => {
    expect(readingMinutes(seconds)).toBe(minutes);
  });
});
