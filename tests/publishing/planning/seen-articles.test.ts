import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../src/publishing/planning/change-detection.js';
import { SeenArticles } from '../../../src/publishing/planning/seen-articles.js';
import { article } from '../../support/entries.js';

/** The outcomes of entries in consecutive batches; `NEW` if there is none. */
function fates(...batches: readonly (readonly ReturnType<typeof article>[])[]) {
  const declared = new SeenArticles();
  return batches.flatMap((entries) => {
    const outcomes = declared.repeated(new Map(entries.map((entry) => [entry, hashOf(entry)])));
    return entries.map((entry) => outcomes.get(entry)?.kind ?? 'NEW');
  });
}

describe('ToldArticles', () => {
  const ebb = article({ title: 'Ebb' });

  it('accepts the first version of an article and reports all duplicates', () => {
    const other = { ...ebb, html: '<p>Otherwise.</p>' };
    expect(fates([ebb, { ...ebb }, other], [{ ...ebb, place: 'elsewhere' }])).toEqual([
      'NEW',
      'UNCHANGED',
      'FAILED',
      'UNCHANGED',
    ]);
  });

  it('distinguishes articles whose ids begin with the same 48 or 72 bits', () => {
    const ids = ['AAAAAAAAbbbbbbbbcccc', 'AAAAAAAAbbbbccccdddd', 'AAAAAAAAddddddddcccc'];
    expect(fates(ids.map((id) => ({ ...ebb, id })))).toEqual(['NEW', 'NEW', 'NEW']);
  });

  it('detects the duplicates of thousands of articles', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => article({ title: `Story ${index}` }));
    const twice = fates(many, many);
    expect(twice.filter((fate) => fate === 'NEW')).toHaveLength(5_000);
    expect(twice.filter((fate) => fate === 'UNCHANGED')).toHaveLength(5_000);
  });
});
