import { describe, expect, it } from 'vitest';
import { retryAfterMilliseconds } from '../../../src/importing/fetching/retry-after.js';

const NOW = new Date('2024-05-01T07:30:00Z');

describe('retryAfterMilliseconds', () => {
  it.each<[string | undefined, number | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['soon', undefined],
    ['0', 0],
    ['120', 120_000],
    [' 120 ', 120_000],
    ['Wed, 01 May 2024 07:31:00 GMT', 60_000],
    ['Wed, 01 May 2024 07:29:00 GMT', 0],
    ['86400', 86_400_000],
    ['86401', 86_400_000],
    ['9999999999999999999999', 86_400_000],
    ['Wed, 01 May 2030 07:30:00 GMT', 86_400_000],
  ])('returns %j for %j', (header, expected) => {
    expect(retryAfterMilliseconds(header, NOW)).toBe(expected);
  });
});
