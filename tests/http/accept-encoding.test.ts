import { describe, expect, it } from 'vitest';
import { bestEncoding } from '../../src/http/accept-encoding.js';

describe('bestEncoding', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['br ; q=0.000 , gzip', 'gzip'],
    ['br;q=0.001', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['gzip, *;q=0', 'gzip'],
  ])('answers %j with %s', (acceptEncoding, expected) => {
    expect(bestEncoding(acceptEncoding, ['br', 'gzip'])).toBe(expected);
  });

  it.each([null, '', 'identity', 'deflate', '*;q=0', 'brotli'])('finds none in %j', (header) => {
    expect(bestEncoding(header, ['br', 'gzip'])).toBeUndefined();
  });
});
