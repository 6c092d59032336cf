import { describe, expect, it } from 'vitest';
import {
  absoluteUrl,
  articleUrl,
  withAbsoluteUrls,
} from '../../../src/editorial/article/article.address.js';

const SITE = 'https://magazine.example';

describe('articleUrl', () => {
  it('escapes characters that are not allowed in a URL', () => {
    expect(articleUrl(SITE, 'a/b c?')).toBe('https://magazine.example/a%2Fb%20c%3F');
  });
});

describe('absoluteUrl', () => {
  it.each([
    ['/pictures/sea.jpg', 'https://magazine.example/pictures/sea.jpg'],
    ['//cdn.example/sea.jpg', '//cdn.example/sea.jpg'],
    ['https://pictures.example/sea.jpg', 'https://pictures.example/sea.jpg'],
    ['mailto:ada@magazine.example', 'mailto:ada@magazine.example'],
  ])('converts %s to %s', (url, absolute) => {
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
  ])('converts %s to %s', (html, expected) => {
    expect(withAbsoluteUrls(SITE, html)).toBe(expected);
  });
});
