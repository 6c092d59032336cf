import { array, assert, constantFrom, property, webUrl } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf } from '../../src/editorial/address/address.parts.js';
import { addressesIn } from '../../src/exporting/addresses.js';

/** The exported form of an address that a source has given. */
function written(url: string): string | undefined {
  const address = addressOf(url);
  return address && addressesIn([address])?.[0];
}

describe('addressesIn', () => {
  it.each([
    ['https://www.one.example/Über/uns/?b=2&a=1', 'https://one.example/%C3%BCber/uns?a=1&b=2'],
    ['/100%25 sure', '/100%25%20sure'],
    ['/%E4', '/%25e4'],
    ['/?p=7', '/?p=7'],
    ['/what%3F', '/what%3F'],
    ['/?b=1%26a=2', '/?b=1%26a=2'],
    ['/a%2F..%2Fb', '/%2Fa%2F..%2Fb'],
  ])('writes %s in a form that a source can contain', (url, expected) => {
    expect(written(url)).toBe(expected);
    expect(addressOf(expected)).toEqual(addressOf(url));
  });

  it('writes every address so that it parses to the same address', () => {
    assert(
      property(webUrl({ withQueryParameters: true }), (url) => {
        const again = written(url);
        if (again !== undefined) expect(addressOf(again)).toEqual(addressOf(url));
      }),
    );
  });

  it('writes it so even if its parts contain separators', () => {
    const pieces = ['a', 'b', '/', '..', '?', '=', '&', '%2F', '%3F', '%25', '%23', '+', ' '];
    assert(
      property(array(constantFrom(...pieces), { maxLength: 12 }), (path) => {
        const again = written(`/${path.join('')}`);
        if (again !== undefined) expect(addressOf(again)).toEqual(addressOf(`/${path.join('')}`));
      }),
      { numRuns: 2_000 },
    );
  });
});
