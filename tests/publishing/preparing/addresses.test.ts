import { describe, expect, it } from 'vitest';
import { imageOf, sourceOf } from '../../../src/publishing/preparing/addresses.js';
import { article } from '../../support/entries.js';

describe('imageOf', () => {
  it('keeps an absolute URL and a path of the site', () => {
    for (const url of ['https://a.example/x.jpg', '/pictures/x.jpg']) {
      expect(imageOf(article({ title: 'A', image: { url, alt: 'x' } }))).toEqual({ url, alt: 'x' });
    }
  });

  it.each([
    'javascript:alert(1)',
    'data:image/svg+xml,<svg onload=alert(1)>',
    ' java\nscript:x',
    '',
  ])('drops %j', (url) => {
    expect(imageOf(article({ title: 'A', image: { url } }))).toBeUndefined();
  });
});

describe('sourceOf', () => {
  it('keeps an HTTPS URL', () => {
    const source = { name: 'Wire', url: 'https://wire.example/1' };
    expect(sourceOf(article({ title: 'A', source }))).toEqual(source);
  });

  it.each(['javascript:alert(1)', 'mailto:a@b.example', 'vbscript:x'])('drops %j', (url) => {
    const source = { name: 'Wire', url };
    expect(sourceOf(article({ title: 'A', source }))).toEqual({ name: 'Wire' });
  });
});
