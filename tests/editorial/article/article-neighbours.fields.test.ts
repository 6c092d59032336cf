import { beforeAll, describe, expect, it } from 'vitest';
import { article, category } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

const science = category('Science');
const oceans = category('Oceans', 'science');
const arts = category('Arts');

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      at(1, { title: 'One', topics: [oceans] }),
      at(2, { title: 'Two', topics: [arts] }),
      at(3, { title: 'Three', topics: [science, arts] }),
      at(3, { title: 'Three again', topics: [science] }),
      at(3, { title: 'Three once more', topics: [science] }),
      at(4, { title: 'Four' }),
    ],
    topics: [science],
  });
});

describe('Article.previous', () => {
  it('is the article published directly before', async () => {
    expect(await neighbour('two', 'previous')).toBe('one');
  });

  it('is null for the oldest article', async () => {
    expect(await neighbour('one', 'previous')).toBeNull();
  });

  it('visits every article when followed repeatedly, also with equal publication times', async () => {
    const path = await walk('four', 'previous');

    expect(path.toSorted()).toEqual(
      ['one', 'two', 'three', 'three-again', 'three-once-more'].toSorted(),
    );
  });
});

describe('Article.next', () => {
  it('is the article published directly after', async () => {
    expect(await neighbour('one', 'next')).toBe('two');
  });

  it('is null for the newest article', async () => {
    expect(await neighbour('four', 'next')).toBeNull();
  });

  it('is the inverse of previous', async () => {
    for (const slug of await walk('four', 'previous')) {
      const next = await neighbour(slug, 'next');
      expect(await neighbour(next ?? '', 'previous')).toBe(slug);
    }
  });
});

describe('within: TOPIC', () => {
  it('returns only articles of the primary topic', async () => {
    expect(await neighbour('two', 'next(within: TOPIC)')).toMatch(/^three$/);
  });

  it('includes articles of descendants of the primary topic', async () => {
    const path = await walk('three-once-more', 'previous(within: TOPIC)');

    expect(path).toContain('one');
    expect(path).not.toContain('two');
  });

  it('excludes articles of ancestors of the primary topic', async () => {
    expect(await neighbour('one', 'next(within: TOPIC)')).toBeNull();
  });

  it('returns null for an article without topics', async () => {
    expect(await neighbour('four', 'previous(within: TOPIC)')).toBeNull();
  });
});

function at(day: number, entry: Parameters<typeof article>[0]) {
  return article({ ...entry, publishedAt: new Date(Date.UTC(2024, 4, day)) });
}

async function neighbour(slug: string, field: string): Promise<string | null> {
  const { data, errors } = await built.ask(
    `query ($slug: String!) { article(by: { slug: $slug }) { found: ${field} { slug } } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.article.found?.slug ?? null;
}

/** The slugs visited when a field is followed step by step. */
async function walk(slug: string, field: string): Promise<string[]> {
  const path: string[] = [];
  let next = await neighbour(slug, field);
  while (next !== null && path.length < 20) {
    path.push(next);
    next = await neighbour(next, field);
  }
  return path;
}
