import { createHash } from 'node:crypto';
import { assert, dictionary, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DigestTable } from '../../src/structures/digest-table.js';

const number = integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });

describe('DigestTable', () => {
  it('returns the last value of each text, and undefined for an unknown text', () => {
    assert(
      property(dictionary(string(), number), string(), (declared, other) => {
        const table = new DigestTable();
        for (const text of Object.keys(declared)) table.set(text, 7);
        for (const [text, value] of Object.entries(declared)) table.set(text, value);
        expect(table.size).toBe(Object.keys(declared).length);
        for (const [text, value] of Object.entries(declared)) expect(table.get(text)).toBe(value);
        if (!Object.hasOwn(declared, other)) expect(table.get(other)).toBeUndefined();
      }),
    );
  });

  it('distinguishes texts whose digests have the same first 48 bits', () => {
    const [one, other] = ['text 462235', 'text 23699265'];
    const beginning = (text: string) => createHash('sha1').update(text).digest('hex').slice(0, 12);
    expect(beginning(one)).toBe(beginning(other));
    const table = new DigestTable();
    table.set(one, 1);
    expect(table.get(other)).toBeUndefined();
    table.set(other, 2);
    expect([table.get(one), table.get(other), table.size]).toEqual([1, 2, 2]);
  });

  it('keeps all values when it grows', () => {
    const table = new DigestTable();
    for (let index = 0; index < 20_000; index += 1) table.set(`text ${index}`, index);
    for (let index = 0; index < 20_000; index += 1) expect(table.get(`text ${index}`)).toBe(index);
  });
});
