import { describe, expect, it } from 'vitest';
import { readingLabel } from '../../src/content/reading-label.js';
import { READING_LABELS } from '../../src/content/reading-labels.js';

describe('readingLabel', () => {
  it.each([
    ['en', 5, '5 min read'],
    ['en-GB', 1, '1 min read'],
    ['de-CH', 5, '5 Min. Lesezeit'],
    ['fr', 5, '5 min de lecture'],
    ['pt_BR', 5, '5 min de leitura'],
    ['pl', 1, '1 minuta czytania'],
    ['pl', 3, '3 minuty czytania'],
    ['pl', 5, '5 minut czytania'],
    ['ru', 21, '21 минута чтения'],
    ['ru', 11, '11 минут чтения'],
    ['cs', 4, '4 minuty čtení'],
    ['sl', 2, '2 minuti branja'],
    ['lv', 10, '10 minūšu lasīšanai'],
    ['lt', 10, '10 minučių skaitymo'],
    ['ro', 20, '20 de minute de lectură'],
    ['el', 1, '1 λεπτό ανάγνωσης'],
    ['he', 2, 'שתי דקות קריאה'],
    ['ar-EG', 5, 'قراءة في ٥ دقائق'],
    ['ar', 2, 'قراءة في دقيقتين'],
    ['fa', 5, '۵ دقیقه مطالعه'],
    ['ja', 5, '5分で読めます'],
    ['zh-CN', 5, '阅读约 5 分钟'],
    ['zh-TW', 5, '閱讀約 5 分鐘'],
    ['sr', 5, '5 минута читања'],
    ['sr-Latn-RS', 5, '5 minuta čitanja'],
    ['en', 1200, '1,200 min read'],
  ])('returns in %s for %i minutes: %s', (locale, minutes, label) => {
    expect(readingLabel(minutes, locale)).toBe(label);
  });

  it.each(['xx', 'tlh-Latn', '', '!!', '__proto__', 'x'.repeat(500)])(
    'falls back to English for %j',
    (locale) => {
      expect(readingLabel(5, locale)).toBe('5 min read');
    },
  );

  it('has labels for more than 25 languages, each with the number', () => {
    const languages = Object.keys(READING_LABELS);

    expect(languages.length).toBeGreaterThan(25);
    for (const language of languages) {
      const numerals = new Intl.NumberFormat(language).format(37);
      expect(readingLabel(37, language)).toContain(numerals);
    }
  });
});
