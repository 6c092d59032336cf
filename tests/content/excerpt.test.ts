import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/content/excerpt.js';
import { titleFrom } from '../../src/content/title.js';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .array(
      fc.constantFrom(
        'Tide. ',
        'salt',
        ' ',
        '\n\n',
        '👩‍👩‍👧‍👦',
        '🇫🇷',
        'é',
        '港',
        '。',
        '"',
        'Dr. ',
        '…',
      ),
      { maxLength: 60 },
    )
    .map((parts) => parts.join('')),
);

describe('excerptOf', () => {
  it('returns a short text unchanged, on one line', () => {
    expect(excerptOf('Salt and\nwater. And ice.')).toBe('Salt and water. And ice.');
  });

  it('ends at the end of a sentence if one fits', () => {
    expect(excerptOf('The tide turned. The boats came in late.', { maxCharacters: 30 })).toBe(
      'The tide turned.',
    );
    expect(
      excerptOf('海港很安静。渔民们在等待潮水到来。', { maxCharacters: 10, language: 'zh' }),
    ).toBe('海港很安静。');
  });

  it('ends at a word with an ellipsis if no sentence fits', () => {
    expect(
      excerptOf('The boats that came in late, after all, were full.', { maxCharacters: 30 }),
    ).toBe('The boats that came in late…');
  });

  it('does not end a sentence at an abbreviation', () => {
    expect(
      excerptOf('It was seen by Dr. Lovelace and all her friends.', { maxCharacters: 30 }),
    ).toBe('It was seen by Dr. Lovelace…');
  });

  it('leaves out headings unless the text has nothing else', () => {
    expect(excerptOf('The long tide\n\nThe tide turned at six.')).toBe('The tide turned at six.');
    expect(excerptOf('The long tide')).toBe('The long tide');
  });

  it.each([
    ['th', 'ภาษาไทยเป็นภาษาที่มีความซับซ้อนมาก', 27, 'ภาษาไทยเป็นภาษาที่มีความ…'],
    ['ja', 'コンピューターとプログラミングの歴史', 12, 'コンピューターと…'],
    ['zh', '我们在上海图书馆等待朋友', 7, '我们在上海…'],
  ])('cuts no word of %s, a language without spaces', (language, text, maxCharacters, excerpt) => {
    expect(excerptOf(text, { maxCharacters, language })).toBe(excerpt);
  });

  it.each([
    [
      'nl',
      'Dat zegt mevr. Jansen van de haven, die alles gezien heeft.',
      'Dat zegt mevr. Jansen van…',
    ],
    ['de', 'Das steht bzgl. Wasser in Art. 5 der alten Ordnung.', 'Das steht bzgl. Wasser in…'],
  ])('recognises abbreviations of %s', (language, text, excerpt) => {
    expect(excerptOf(text, { maxCharacters: 26, language })).toBe(excerpt);
  });

  it('cuts a long run of characters without spaces at the maximum length', () => {
    expect(excerptOf('海'.repeat(50), { maxCharacters: 11, language: 'zh' })).toBe(
      `${'海'.repeat(10)}…`,
    );
  });

  it('stays within the maximum length, has no line ends and splits no grapheme', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 60 }), (text, maxCharacters) => {
        const excerpt = excerptOf(text, { maxCharacters });
        expect(excerpt.length).toBeLessThanOrEqual(maxCharacters);
        expect(excerpt).not.toMatch(/[\r\n]/);
        const whole = new Set(
          [...graphemes.segment(`${text.replace(/\s+/g, ' ')} …`)].map(({ segment }) => segment),
        );
        for (const { segment } of graphemes.segment(excerpt)) {
          expect(whole.has(segment) || segment.endsWith('…')).toBe(true);
        }
      }),
    );
  });
});

describe('titleFrom', () => {
  it.each([
    ['The tide turned. The boats came in.', 'The tide turned'],
    ['Who came?\n\nThe boats.', 'Who came?'],
    ['A heading\n\nThe boats came in.', 'A heading'],
    ['海港很安静。渔民们在等待。', '海港很安静'],
    [
      'The boats that came in late after all were full of fish and of salt water',
      'The boats that came in late after all were full of fish and…',
    ],
    ['', 'Untitled'],
    [' \n ', 'Untitled'],
    ['— … —', 'Untitled'],
  ])('makes from %j the title %j', (text, title) => {
    expect(titleFrom(text)).toBe(title);
  });

  it('is never empty and has at most sixty characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const title = titleFrom(text);
        expect(title.trim()).toBe(title);
        expect(title.length).toBeGreaterThan(0);
        expect(title.length).toBeLessThanOrEqual(60);
      }),
    );
  });
});
