import { array, assert, constantFrom, integer, option, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Relation } from '../../../../src/importing/sources/ghost/relation.js';

describe('Relation', () => {
  it('returns the ids of a post by their order, or as they were added', () => {
    const relation = new Relation();
    relation.add('tides', 'sea', 2);
    relation.add('salt', 'food', undefined);
    relation.add('tides', 'moon', 0);
    relation.add('salt', 'sea', undefined);
    relation.add('tides', 'coast', 2);
    expect(relation.idsOf('tides')).toEqual(['moon', 'sea', 'coast']);
    expect(relation.idsOf('salt')).toEqual(['food', 'sea']);
    expect(relation.idsOf('bread')).toEqual([]);
    expect(relation.ids()).toEqual(['sea', 'food', 'moon', 'coast']);
  });

  it('keeps all of a large number of links', () => {
    const post = constantFrom('a', 'b', 'c');
    const id = integer({ min: 0, max: 9 }).map(String);
    const links = array(tuple(post, id, option(integer(), { nil: undefined })), {
      maxLength: 5000,
      size: 'max',
    });
    assert(
      property(links, (declared) => {
        const relation = new Relation();
        for (const link of declared) relation.add(...link);
        for (const each of ['a', 'b', 'c']) {
          const linked = declared.filter(([to]) => to === each).map(([, one]) => one);
          expect([...relation.idsOf(each)].sort()).toEqual(linked.sort());
        }
      }),
      { numRuns: 20 },
    );
  });
});
