import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import {
  checkHost,
  guardedLookup,
  type Resolve,
} from '../../../src/importing/fetching/guarded-lookup.js';
import { isPublicAddress } from '../../../src/importing/fetching/public-address.js';

const PUBLIC: LookupAddress = { address: '1.1.1.1', family: 4 };
const OTHER: LookupAddress = { address: '2606:4700::1111', family: 6 };
const PRIVATE: LookupAddress = { address: '10.0.0.1', family: 4 };

/** The result of the lookup for a name with these addresses. */
function toldOf(addresses: LookupAddress[], all = true): Promise<string | LookupAddress[]> {
  const resolve: Resolve = (_, callback) => callback(null, addresses);
  return new Promise((done, fail) => {
    guardedLookup(isPublicAddress, resolve)('news.example', { all }, (error, found) => {
      if (error === null) done(found);
      else fail(error);
    });
  });
}

describe('guardedLookup', () => {
  it('returns the addresses that it has checked', async () => {
    expect(await toldOf([PUBLIC, OTHER])).toEqual([PUBLIC, OTHER]);
  });

  it('returns the first address if a single one is requested', async () => {
    expect(await toldOf([PUBLIC, OTHER], false)).toBe('1.1.1.1');
  });

  it('refuses a name if one of its addresses is private', async () => {
    await expect(toldOf([PUBLIC, OTHER, PRIVATE])).rejects.toThrow(
      '"news.example" resolves to 10.0.0.1, which is not a public address',
    );
  });

  it('refuses a name without an address', async () => {
    await expect(toldOf([])).rejects.toThrow('has no address');
  });

  it('looks a name up once, so that DNS rebinding has no effect', async () => {
    const answers = [[PUBLIC], [PRIVATE]];
    const resolve: Resolve = (_, callback) => callback(null, answers.shift() ?? []);
    await new Promise((done) => {
      guardedLookup(isPublicAddress, resolve)('news.example', { all: true }, done);
    });
    expect(answers).toHaveLength(1);
  });
});

describe('checkHost', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.0.0.1/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://127.0.0.1./',
    'http://１２７.０.０.１/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
  ])('refuses %s', (address) => {
    expect(() => checkHost(new URL(address), isPublicAddress)).toThrow('not a public address');
  });

  it('leaves names to the lookup', () => {
    expect(() => checkHost(new URL('http://news.example/'), isPublicAddress)).not.toThrow();
  });
});
