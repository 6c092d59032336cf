import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvertedIndex } from '../../../src/editorial/related/related.inverted-index.js';

interface Row {
  readonly id: string;
  readonly day: number;
  readonly keys: readonly number[];
}

const rows = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    day: fc.nat({ max: 9 }),
    keys: fc.uniqueArray(fc.integer({ min: -5, max: 5 }), { maxLength: 6 }),
  }),
  { selector: ({ id }) => id, maxLength: 40 },
);

function tableOf(all: readonly Row[]): InvertedIndex {
  const table = new InvertedIndex();
  for (const { id, day, keys } of all) {
    table.add(id, new Date(day * 86_400_000), keys, weightsOf(keys));
  }
  table.seal();
  return table;
}

/** Weights that differ for each key. */
const weightsOf = (keys: readonly number[]) => keys.map((key) => key + 10);

const carriersOf = (table: InvertedIndex, keys: readonly number[]) =>
  table.find({ all: keys, newest: [], newestPerKey: 0 });
const newestOf = (table: InvertedIndex, newest: readonly number[], newestPerKey: number) =>
  table.find({ all: [], newest, newestPerKey });

const carriers = (all: readonly Row[], keys: readonly number[]) =>
  all.filter((row) => keys.some((key) => row.keys.includes(key)));

describe('SignalTable', () => {
  it('returns the number of articles with a key, and the articles with one of several keys', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -6, max: 6 }), fc.nat(), (all, key, other) => {
        const table = tableOf(all);
        const found = carriersOf(table, [key, other]).map(({ articleId }) => articleId);
        expect(table.countOf(key)).toBe(carriers(all, [key]).length);
        expect(found.toSorted()).toEqual(
          carriers(all, [key, other])
            .map(({ id }) => id)
            .toSorted(),
        );
      }),
    );
  });

  it('returns the newest articles that have a key', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: -5, max: 5 }), (all, key) => {
        const newest = carriers(all, [key])
          .toSorted((a, b) => a.day - b.day || (a.id < b.id ? -1 : 1))
          .slice(-3);
        const found = newestOf(tableOf(all), [key], 3);
        expect(found.map(({ articleId }) => articleId)).toEqual(newest.map(({ id }) => id));
      }),
    );
  });

  it('returns an article once if several of its keys are searched', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const query = { all: [0, 1, 2], newest: [1, 2, 3], newestPerKey: 4 };
        const found = tableOf(all).find(query);
        expect(new Set(found.map(({ articleId }) => articleId)).size).toBe(found.length);
      }),
    );
  });

  it('returns the keys, weights and dates that were added', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const table = tableOf(all);
        for (const candidate of carriersOf(table, [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5])) {
          const { articleId, keys, weights, start, end } = candidate;
          const row = all.find(({ id }) => id === articleId);
          expect([...keys.subarray(start, end)]).toEqual(row?.keys);
          expect([...weights.subarray(start, end)]).toEqual(weightsOf(row?.keys ?? []));
          expect(candidate.publishedAt).toBe((row?.day ?? 0) * 86_400_000);
        }
      }),
    );
  });

  it('grows beyond its initial capacity and stores each article once', () => {
    const keys = Array.from({ length: 600 }, (_, key) => key);
    const all = Array.from({ length: 5 }, (_, n) => ({ id: `a${n % 4}`, day: n, keys }));
    const table = tableOf(all);
    expect([table.size, table.countOf(599), newestOf(table, [0], 9).length]).toEqual([4, 4, 4]);
  });
});
