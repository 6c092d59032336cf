import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  absoluteUrl,
  articleUrl,
  slugInUrl,
  spellingsOf,
  withAbsoluteUrls,
} from '../../src/editorial/article/article.address.js';

const SITE = 'https://magazine.example';
const BELOW = 'https://example.org/magazine';

describe('articleUrl', () => {
  it('escapes what an address cannot hold', () => {
    expect(articleUrl(SITE, 'a/b c?')).toBe('https://magazine.example/a%2Fb%20c%3F');
  });
});

describe('slugInUrl', () => {
  it('finds the slug of any address that articleUrl made', () => {
    const slugs = fc.string({ minLength: 1 }).filter((slug) => !/^\.{1,2}$/.test(slug));
    fc.assert(
      fc.property(slugs, fc.constantFrom(SITE, BELOW), (slug, site) => {
        expect(slugInUrl(site, articleUrl(site, slug))).toBe(slug);
      }),
    );
  });

  it.each([
    [SITE, 'https://magazine.example/tides', 'tides'],
    [SITE, 'https://magazine.example/tides/', 'tides'],
    [SITE, 'https://magazine.example:443/tides?a=b#c', 'tides'],
    [SITE, 'https://magazine.example/', null],
    [SITE, 'https://magazine.example/a/b', null],
    [SITE, 'https://magazine.example.evil/tides', null],
    [SITE, 'https://user@magazine.example/tides', 'tides'],
    [SITE, 'https://magazine.example:444/tides', null],
    [SITE, 'https://magazine.example/%E0', null],
    [BELOW, 'https://example.org/magazine/tides', 'tides'],
    [BELOW, 'https://example.org/tides', null],
    [BELOW, 'https://example.org/magazines/tides', null],
    [BELOW, 'https://example.org/magazine/../tides', null],
  ])('of %s in %s is %j', (site, url, slug) => {
    expect(slugInUrl(site, url)).toBe(slug);
  });
});

describe('absoluteUrl', () => {
  it.each([
    ['/pictures/sea.jpg', 'https://magazine.example/pictures/sea.jpg'],
    ['//cdn.example/sea.jpg', '//cdn.example/sea.jpg'],
    ['https://pictures.example/sea.jpg', 'https://pictures.example/sea.jpg'],
    ['mailto:ada@magazine.example', 'mailto:ada@magazine.example'],
  ])('of %s is %s', (url, absolute) => {
    expect(absoluteUrl(SITE, url)).toBe(absolute);
  });
});

describe('withAbsoluteUrls', () => {
  it.each([
    ['<a href="/salt">x</a>', '<a href="https://magazine.example/salt">x</a>'],
    ['<img src="/a.jpg">', '<img src="https://magazine.example/a.jpg">'],
    [
      '<blockquote cite="/q">x</blockquote>',
      '<blockquote cite="https://magazine.example/q">x</blockquote>',
    ],
    [
      '<img srcset="/a.jpg 1x, /b.jpg 2x, https://c.example/c.jpg 3x">',
      '<img srcset="https://magazine.example/a.jpg 1x, https://magazine.example/b.jpg 2x, https://c.example/c.jpg 3x">',
    ],
    ['<a href="//cdn.example/a">x</a>', '<a href="//cdn.example/a">x</a>'],
    ['<a href="#top">x</a>', '<a href="#top">x</a>'],
    ['<p>Put href="/x" here.</p>', '<p>Put href="/x" here.</p>'],
  ])('makes %s into %s', (html, expected) => {
    expect(withAbsoluteUrls(SITE, html)).toBe(expected);
  });
});

describe('spellingsOf', () => {
  it.each([
    'http://wire.example/a/b',
    'https://www.wire.example/a/b',
    'https://wire.example/a/b/',
    'https://wire.example/a/b?utm_source=x',
    'https://wire.example/a/b#top',
  ])('leads from %s to the address as its source writes it', (url) => {
    expect(spellingsOf(url)).toContain('https://wire.example/a/b');
  });

  it('keeps a question that names the article', () => {
    expect(spellingsOf('http://www.wire.example/?p=12')).toContain('https://wire.example/?p=12');
  });
});
