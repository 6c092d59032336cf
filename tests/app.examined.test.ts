import { beforeAll, describe, expect, it } from 'vitest';
import { askExplained, excess } from './support/explain.js';
import { frontSlug, magazine, TALK_SLUG } from './support/magazine.js';
import { ARTICLE_PAGE, FRONT_PAGE } from './support/pages.js';
import type { Stage } from './support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await magazine();
});

const EDGES = [
  '{ articles(first: 40) { nodes { previous { slug } } } }',
  '{ articles(first: 40) { nodes { next { slug } } } }',
  '{ articles(first: 40) { nodes { next(within: TOPIC) { slug } } } }',
  '{ articles(first: 40) { nodes { relatedPosts(first: 2) { nodes { slug } } } } }',
  '{ articles(first: 40) { nodes { comments(first: 2) { nodes { body } } } } }',
  '{ articles(first: 40) { nodes { comments(last: 2) { nodes { body } } } } }',
  '{ articles(first: 40) { nodes { body { text } shares { total } authors { name } topics { name } } } }',
  '{ topics(first: 40, filter: { taxonomy: CATEGORY }) { nodes { parent { name } ancestors { name } } } }',
  '{ topics(first: 40) { nodes { children(first: 1) { nodes { name } } } } }',
  '{ topics(first: 40) { nodes { articles(first: 2) { nodes { slug } } } } }',
  '{ topics(first: 40) { nodes { articles(last: 2, includeSubtopics: false) { nodes { slug } } } } }',
  '{ authors(first: 40) { nodes { articles(first: 1, orderBy: OLDEST_FIRST) { nodes { slug } } } } }',
  `{ article(by: { slug: "${TALK_SLUG}" }) { comments(first: 40) { nodes { replies(first: 1) { body } } } } }`,
];

describe('a field of list items', () => {
  it.each(EDGES)('examines only the documents it returns: %s', async (query) => {
    const { answer, costs } = await askExplained(built, query);

    expect(answer.errors).toBeUndefined();
    expect(costs.length).toBeGreaterThanOrEqual(2);
    expect(excess(costs)).toEqual([]);
  });
});

describe('the front page', () => {
  it('examines only the documents it returns', async () => {
    const { costs } = await askExplained(built, FRONT_PAGE);

    expect(excess(costs)).toEqual([]);
  });
});

describe('the article page', () => {
  it('examines only the documents it returns, and none to count the comments', async () => {
    const { costs } = await askExplained(built, ARTICLE_PAGE, { slug: frontSlug(3) });

    const [count, ...others] = excess(costs);
    expect(count).toBe('aggregate comments: 0 examined for 1');
    expect(others).toEqual([]);
  });
});

/** Count fields, and the collection whose index answers them. */
const COUNTS = [
  ['{ articles(first: 40) { nodes { comments { totalCount } } } }', 'comments'],
  ['{ topics(first: 40) { nodes { children { totalCount } } } }', 'topics'],
  ['{ topics(first: 40) { nodes { articles { totalCount } } } }', 'articles'],
  ['{ topics(first: 40) { nodes { articleCount } } }', 'articles'],
  ['{ authors(first: 40) { nodes { articles { totalCount } articleCount } } }', 'articles'],
  ['{ authors { totalCount } }', 'authors'],
] as const;

describe('a count field of list items', () => {
  it.each(COUNTS)('is counted without examining any document: %s', async (query, collection) => {
    const { answer, costs } = await askExplained(built, query);

    expect(answer.errors).toBeUndefined();
    const counts = costs.filter(({ command }) => command === `aggregate ${collection}`);
    expect(counts.map(({ examined }) => examined)).toEqual(counts.map(() => 0));
    expect(counts).not.toEqual([]);
  });
});
