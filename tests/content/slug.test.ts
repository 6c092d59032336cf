import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slugify } from '../../src/content/slug.js';

/**
 * Any code point, also unpaired surrogates; fast-check's own `binary` unit takes seconds to set up.
 */
const anyCharacter = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));

describe('slugify', () => {
  it.each([
    ['The Tide, at last!', 'the-tide-at-last'],
    ['Größe & Maß', 'grosse-mass'],
    ['don’t stop', 'dont-stop'],
    ['Привет, мир', 'privet-mir'],
    ['你好世界', 'ni-hao-shi-jie'],
    ['안녕하세요', 'annyeonghaseyo'],
    ['Γειά σου', 'geia-soy'],
    ['ქართული', 'kartuli'],
    ['नमस्ते दुनिया', 'namaste-duniyaa'],
    ['বাংলা সংবাদ', 'baanlaa-sanbaad'],
    ['こんにちは', 'konnichiha'],
    ['ちょっとコーヒー', 'chotto-kohi'],
    ['まっちゃのシュークリーム', 'matchano-shukurimu'],
    ['ヴァイオリンとファイル', 'vaiorin-to-fairu'],
    ['İstanbul', 'istanbul'],
    ['ﬁne 10½', 'fine-101-2'],
    ['', 'untitled'],
    ['!!! 😀', 'untitled'],
  ])('makes from %j the slug %j', (text, slug) => {
    expect(slugify(text)).toBe(slug);
  });

  it.each([
    ['Größe über Äpfel', 'de-AT', 'groesse-ueber-aepfel'],
    ['Größe über Äpfel', undefined, 'grosse-uber-apfel'],
    ['Größe über Äpfel', 'sv', 'grosse-uber-apfel'],
    ['Åre älv ö', 'sv', 'are-alv-o'],
    ['Yö Älä', 'fi', 'yo-ala'],
    ['Rødgrød på Ærø', 'da', 'roedgroed-paa-aeroe'],
    ['Blåbær', 'nb-NO', 'blaabaer'],
    ['IŞIK, İstanbul ılık', 'tr', 'isik-istanbul-ilik'],
    ['Київ щодня', 'uk', 'kyiv-shchodnia'],
    ['България ще', 'bg', 'balgariya-shte'],
    ['Ђорђе', 'sr', 'djordje'],
    ['Ο ουρανός', 'el', 'o-ouranos'],
    ['paral·lel', 'ca', 'parallel'],
    ['Þór', 'is', 'thor'],
    ['groesse', 'de', 'groesse'],
  ])('spells %j by the rules of %j', (text, language, slug) => {
    expect(slugify(text, language)).toBe(slug);
  });

  it('cuts at a hyphen, after at most eighty characters', () => {
    expect(slugify('harbour '.repeat(20))).toBe(Array(10).fill('harbour').join('-'));
    expect(slugify('a'.repeat(200))).toBe('a'.repeat(80));
  });

  it('makes a slug from any text, and does not change a slug', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: anyCharacter, maxLength: 300 })),
        (text) => {
          const slug = slugify(text);
          expect(slug).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
          expect(slug.length).toBeLessThanOrEqual(80);
          expect(slugify(slug)).toBe(slug);
        },
      ),
    );
  });
});
