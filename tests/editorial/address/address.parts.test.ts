import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOf,
  askedAddress,
  spellingsOf,
} from '../../../src/editorial/address/address.parts.js';

const same: readonly (readonly [string, string])[] = [
  ['https://old.example/2024/05/tides/', 'http://www.old.example/2024/05/tides'],
  ['https://old.example/2024/05/Tides', 'https://OLD.example/2024/05/tides'],
  ['https://old.example/tides/', 'https://old.example/tides/index.html'],
  ['https://old.example/tides', 'https://old.example//tides//'],
  ['https://old.example/caf%C3%A9/', 'https://old.example/café'],
  ['https://old.example/cafe%CC%81/', 'https://old.example/caf%C3%A9'],
  ['https://old.example/?p=12', 'https://old.example/?utm_source=mail&p=12&fbclid=x'],
  ['https://old.example/a.php?id=1&lang=en', 'https://old.example/a.php?lang=en&id=1'],
  ['https://old.example/tides#comments', 'https://old.example/tides'],
  ['/2024/05/tides/', '/2024/05/tides'],
];

const other: readonly (readonly [string, string])[] = [
  ['https://old.example/tides', 'https://other.example/tides'],
  ['https://old.example/tides', '/tides'],
  ['https://old.example/tides', 'https://old.example:8080/tides'],
  ['https://old.example/?p=12', 'https://old.example/?p=13'],
  ['https://old.example/a.php?id=1', 'https://old.example/a.php?id=2'],
];

describe('addressOf', () => {
  it.each(same)('treats %s and %s as the same address', (one, another) => {
    expect(addressOf(one)).toEqual(addressOf(another));
    expect(addressOf(one)).toBeDefined();
  });

  it.each(other)('treats %s and %s as different addresses', (one, another) => {
    expect(addressOf(one)).not.toEqual(addressOf(another));
  });

  it.each([
    '',
    'tides',
    'mailto:ada@old.example',
    'javascript:alert(1)',
    '//old.example/tides',
    'https://',
    'https://old.example/',
    'https://old.example/?utm_source=mail',
    `/${'x'.repeat(5_000)}`,
  ])('returns undefined for %j', (url) => {
    expect(addressOf(url)).toBeUndefined();
  });
});

describe('askedAddress', () => {
  const slugs: readonly (readonly [string, string])[] = [
    ['/2024/05/tides/', 'tides'],
    ['/2024/05/tides.html', 'tides'],
    ['/2024/05/tides/amp/', 'tides'],
    ['/2024/05/tides/feed/', 'tides'],
    ['/2024/05/tides/page/2/', 'tides'],
    ['/2024/05/tides/comment-page-3/', 'tides'],
    ['/2024/05/tides/2/', 'tides'],
    ['/tides/12', 'tides'],
    ['/2024/05/', '05'],
    ['/tides/2024', '2024'],
    ['/tides?utm_source=mail', 'tides'],
    ['/caf%C3%A9', 'café'],
    ['/', ''],
    ['/?p=12', ''],
  ];
  it.each(slugs)('finds in %s the slug %j', (url, slug) => {
    expect(askedAddress(url)?.slug).toBe(slug);
  });

  it.each([
    ['/2024/05/tides.html', 'tides.html'],
    ['/feed/', 'feed'],
    ['/magazine/amp', 'amp'],
    ['/Tides', 'Tides'],
    ['/', ''],
  ])('keeps the last segment of %s unchanged: %j', (url, name) => {
    expect(askedAddress(url)?.name).toBe(name);
  });

  it.each([
    ['/tides', []],
    ['/My.Tides_2', ['my-tides-2']],
    ['/%CE%B5%CF%80%CE%AF%CF%80%CE%B5%CE%B4%CE%BF/', ['epipedo']],
    ['/m%C3%BCller', ['muller', 'mueller']],
    ['/', []],
    ['/...', []],
  ])('returns the slugs that an import may have created from %s', (url, slugs) => {
    const made = askedAddress(url)?.madeSlugs ?? [];
    expect(slugs.filter((slug) => !made.includes(slug))).toEqual([]);
    if (slugs.length === 0) expect(made).toEqual([]);
  });

  it('returns all stored forms of an address, the most exact first', () => {
    expect(askedAddress('https://old.example/a.php?page=2&id=1&utm_x=1')?.candidates).toEqual([
      '/a.php?id=1&page=2',
      '/a.php?id=1',
      '/a.php?page=2',
      '/a.php',
      '/a',
    ]);
  });

  it('includes the stored form of every address', () => {
    const path = fc.webUrl({ withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(path, (url) => {
        const stored = addressOf(url);
        if (stored === undefined) return;
        const asked = askedAddress(url);
        expect(asked?.candidates).toContain(stored.path);
        expect(asked?.host).toBe(stored.host);
      }),
    );
  });

  it('returns fewer than 15 forms for 500 query parameters', () => {
    const many = Array.from({ length: 500 }, (_, n) => `a${n}=1`).join('&');
    expect(askedAddress(`/x?${many}`)?.candidates.length).toBeLessThan(15);
  });
});

describe('spellingsOf', () => {
  const site = 'https://magazine.example';

  function spellings(url: string): string[] {
    const asked = askedAddress(url);
    return asked === undefined ? [] : spellingsOf(asked, site);
  }

  it.each([
    'http://wire.example/a/b',
    'https://www.wire.example/a/b',
    'https://wire.example/a/b/',
    'https://wire.example/a/b/amp/',
    'https://wire.example/a/b?utm_source=x',
    'https://wire.example/a/b#top',
    ' https://WIRE.example/A/b ',
  ])('includes the source’s spelling of %s', (url) => {
    expect(spellings(url)).toContain('https://wire.example/a/b');
  });

  it.each([
    'https://wire.example/?p=12',
    'http://www.wire.example?p=12',
    'https://wire.example/?p=12&fbclid=x',
  ])('keeps the query parameter of %s that identifies the article', (url) => {
    expect(spellings(url)).toContain('https://wire.example/?p=12');
  });

  it('resolves a path against this site', () => {
    expect(spellings('/a/b')).toContain('https://magazine.example/a/b/');
  });

  it.each([
    'https://wire.example/',
    'https://wire.example?utm_source=x',
    '/',
    'tides',
    'mailto:ada@wire.example',
  ])('returns no spelling for %j, which cannot be the URL of an article', (url) => {
    expect(spellings(url)).toEqual([]);
  });

  it('returns few spellings, whatever the URL is', () => {
    const many = Array.from({ length: 100 }, (_, n) => `a${n}=1`).join('&');
    expect(spellings(`https://wire.example/x?${many}`).length).toBeLessThan(40);
  });
});
