import { assert, property, webUrl } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/editorial/address/address.parts.js';
import { authorLine } from '../../src/exporting/lines.js';

const NOW = new Date('2024-06-01T12:00:00Z');

/** How an address is written that stood on an author. */
function written(url: string): string | undefined {
  const address = addressOf(url);
  const author = { _id: 'a', slug: 'a', name: 'A', sortName: 'a' };
  const addresses = address === undefined ? [] : [address];
  return authorLine({ ...author, addresses }, NOW).addresses?.[0];
}

describe('authorLine', () => {
  it.each([
    ['past', NOW, NOW.toISOString()],
    ['to come', new Date(NOW.getTime() + 1), undefined],
    ['none', undefined, undefined],
  ])('tells the moment from which readers know of the person if it is %s', (_when, from, told) => {
    const author = { _id: 'a', slug: 'a', name: 'A', sortName: 'a' };
    const document = from === undefined ? author : { ...author, shownFrom: from };
    expect(authorLine(document, NOW).shownFrom).toBe(told);
  });

  it.each([
    ['https://www.one.example/Über/uns/?b=2&a=1', 'https://one.example/%C3%BCber/uns?a=1&b=2'],
    ['/100%25 sure', '/100%25%20sure'],
    ['/%E4', '/%25e4'],
    ['/?p=7', '/?p=7'],
  ])('writes the address %s as one that a source may tell', (url, expected) => {
    expect(written(url)).toBe(expected);
    expect(addressOf(expected)).toEqual(addressOf(url));
  });

  it('writes every address so that it is read as the same', () => {
    // What is parted by `&`, `=` or `?` once it is decoded is one and the same when compared.
    const plain = webUrl({ withQueryParameters: true }).filter(
      (url) => !/%(?:26|3[dDfF]|2[bB])/.test(url),
    );
    assert(
      property(plain, (url) => {
        const again = written(url);
        if (again !== undefined) expect(addressOf(again)).toEqual(addressOf(url));
      }),
    );
  });
});
