import { assert, dictionary, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DigestTable } from '../../../src/importing/sources/digest-table.js';

const number = integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('DigestTable', () => {
  it('keeps the last number of each text, and knows no other', () => {
    assert(
      property(dictionary(string(), number), string(), (told, other) => {
        const table = new DigestTable();
        for (const text of Object.keys(told)) table.set(text, 7);
        for (const [text, value] of Object.entries(told)) table.set(text, value);
        expect(table.size).toBe(Object.keys(told).length);
        for (const [text, value] of Object.entries(told)) expect(table.get(text)).toBe(value);
        if (!Object.hasOwn(told, other)) expect(table.get(other)).toBeUndefined();
      }),
    );
  });

  it('grows', () => {
    const table = new DigestTable();
    for (let index = 0; index < 20_000; index += 1) table.set(`text ${index}`, index);
    for (let index = 0; index < 20_000; index += 1) expect(table.get(`text ${index}`)).toBe(index);
  });
});
