import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyTerms } from '../../src/content/key-terms.js';

const terms = (title: string, text: string, language: string) =>
  keyTerms({ title, text, language }).map(({ term }) => term);

describe('keyTerms', () => {
  it('puts the most frequent word first, and of equal words the earlier one', () => {
    expect(terms('', 'Salt is in the tide, the tide is in the harbour. Tide!', 'en')).toEqual([
      'tide',
      'salt',
      'harbour',
    ]);
  });

  it('counts a word of the title twice', () => {
    expect(terms('Harbour', 'The salt, the tide.', 'en')).toEqual(['harbour', 'salt', 'tide']);
    expect(keyTerms({ title: 'Harbour', text: 'salt', language: 'en' })).toEqual([
      { term: 'harbour', weight: 0.861 },
      { term: 'salt', weight: 0.5085 },
    ]);
  });

  it('leaves out stop words, numbers and single letters', () => {
    expect(terms('', 'It was the 3rd of 12 in 1,000.5 — x and that was 1953', 'en')).toEqual([
      '3rd',
    ]);
  });

  it.each([
    ['de', 'Der Hafen und die Flut sind nicht kalt', ['hafen', 'flut', 'kalt']],
    ['fr', "L’homme et le port d'aujourd’hui", ['homme', 'port']],
    ['es', 'El puerto y los pescadores también esperan', ['puerto', 'pescadores', 'esperan']],
    ['ru', 'Это была гавань, и рыбаки ждали', ['гавань', 'рыбаки', 'ждали']],
    ['tr', "İSTANBUL'da IŞIK", ['istanbul', 'ışık']],
    ['en', "The harbour's boats don’t wait", ['harbour', 'boats', 'wait']],
    ['zh', '海港的渔民在等待海港', ['海港', '渔民', '等待']],
    ['ja', '港の漁師は港にいる', ['港', '漁師']],
    ['und', 'Ｆｕｌｌ ﬁne', ['full', 'fine']],
  ])('finds the words of %s', (language, text, expected) => {
    expect(terms('', text, language)).toEqual(expected);
  });

  it('returns at most 24 terms, and none for an empty text', () => {
    expect(
      terms('', Array.from({ length: 99 }, (_, index) => `word${index}`).join(' '), 'en'),
    ).toHaveLength(24);
    expect(keyTerms({ title: '', text: '', language: 'en' })).toEqual([]);
  });

  it('returns falling weights whose squares add up to one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        fc.constantFrom('en', 'zh', 'tr', 'und'),
        (text, language) => {
          const weights = keyTerms({ title: text.slice(0, 20), text, language }).map(
            ({ weight }) => weight,
          );
          const sum = weights.reduce((total, weight) => total + weight ** 2, 0);
          if (weights.length > 0) expect(sum).toBeCloseTo(1, 2);
          expect(weights).toEqual([...weights].sort((a, b) => b - a));
        },
      ),
    );
  });
});
