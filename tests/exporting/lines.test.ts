import { describe, expect, it } from 'vitest';
import { authorLine } from '../../src/exporting/lines.js';

const NOW = new Date('2024-06-01T12:00:00Z');

describe('authorLine', () => {
  it.each([
    ['past', NOW, NOW.toISOString()],
    ['to come', new Date(NOW.getTime() + 1), undefined],
    ['none', undefined, undefined],
  ])('writes the date from which readers see the author if it is %s', (_when, from, declared) => {
    const author = { _id: 'a', slug: 'a', name: 'A', sortName: 'a' };
    const document = from === undefined ? author : { ...author, shownFrom: from };
    expect(authorLine(document, NOW).shownFrom).toBe(declared);
  });
});
