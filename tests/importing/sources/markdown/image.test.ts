import { describe, expect, it } from 'vitest';
import { imageOf } from '../../../../src/importing/sources/markdown/image.js';

const find = async (name: string) => ({ url: `/${name}`, size: undefined });

describe('imageOf', () => {
  it.each([
    [{ image: 'a.png' }, { url: '/a.png' }],
    [{ images: ['a.png', 'b.png'] }, { url: '/a.png' }],
    [
      { cover: { image: 'a.png', alt: 'A', caption: 'B' } },
      { url: '/a.png', alt: 'A', caption: 'B' },
    ],
    [{ image: { feature: 'a.png' } }, { url: '/a.png' }],
    [{ header: { teaser: 'a.png' } }, { url: '/a.png' }],
    [{ header: { overlay_color: '#333' }, thumbnail: 'a.png' }, { url: '/a.png' }],
    [
      { heroImage: 'a.png', heroImageAlt: 'A' },
      { url: '/a.png', alt: 'A' },
    ],
    [{ image: false }, undefined],
    [{ banner: true, images: [] }, undefined],
    [{}, undefined],
  ])('finds in %j %j', async (fields, image) => {
    expect(await imageOf(fields, find)).toEqual(image);
  });
});
