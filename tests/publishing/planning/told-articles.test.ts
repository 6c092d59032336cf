import { describe, expect, it } from 'vitest';
import { ToldArticles } from '../../../src/publishing/planning/told-articles.js';
import { hashOf } from '../../../src/publishing/planning/verdict.js';
import { article } from '../../support/entries.js';

/** What becomes of entries that come in one batch after the other. */
function fates(...batches: readonly (readonly ReturnType<typeof article>[])[]) {
  const told = new ToldArticles();
  return batches.flatMap((entries) => {
    const outcomes = told.repeated(new Map(entries.map((entry) => [entry, hashOf(entry)])));
    return entries.map((entry) => outcomes.get(entry)?.kind ?? 'NEW');
  });
}

describe('ToldArticles', () => {
  const ebb = article({ title: 'Ebb' });

  it('takes the first word of an article, and no other', () => {
    const other = { ...ebb, html: '<p>Otherwise.</p>' };
    expect(fates([ebb, { ...ebb }, other], [{ ...ebb, place: 'elsewhere' }])).toEqual([
      'NEW',
      'UNCHANGED',
      'FAILED',
      'UNCHANGED',
    ]);
  });

  it('takes none for another, of whose key the first 48 bits, or 72, are the same', () => {
    const ids = ['AAAAAAAAbbbbbbbbcccc', 'AAAAAAAAbbbbccccdddd', 'AAAAAAAAddddddddcccc'];
    expect(fates(ids.map((id) => ({ ...ebb, id })))).toEqual(['NEW', 'NEW', 'NEW']);
  });

  it('knows all of many', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => article({ title: `Story ${index}` }));
    const twice = fates(many, many);
    expect(twice.filter((fate) => fate === 'NEW')).toHaveLength(5_000);
    expect(twice.filter((fate) => fate === 'UNCHANGED')).toHaveLength(5_000);
  });
});
