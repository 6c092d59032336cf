import { describe, expect, it } from 'vitest';
import { watchPause } from '../../src/commands/watch-pause.js';

describe('watchPause', () => {
  it.each([
    [{ intervalMilliseconds: 60_000, random: 0 }, 60_000],
    [{ intervalMilliseconds: 60_000, random: 1 }, 66_000],
    [{ intervalMilliseconds: 3_600_000, random: 1 }, 3_630_000],
    [{ intervalMilliseconds: 60_000, retryAfterMilliseconds: 1_000, random: 0 }, 60_000],
    [{ intervalMilliseconds: 60_000, retryAfterMilliseconds: 120_000, random: 0.5 }, 123_000],
  ])('of %j is %i', (parts, expected) => {
    expect(watchPause(parts)).toBe(expected);
  });
});
