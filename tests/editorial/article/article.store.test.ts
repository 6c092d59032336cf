import { beforeAll, describe, expect, it } from 'vitest';
import { type Archive, archive } from '../../support/archive.js';
import { askExplained, excess } from '../../support/explain.js';
import { LISTS, narrowed, type Selection } from './article.selections.js';

let built: Archive;

beforeAll(async () => {
  built = await archive(1_000);
});

const PAGES = ['first: 9', 'last: 9', 'first: 9, after: "CURSOR"', 'last: 9, before: "CURSOR"'];
const ORDERS = ['NEWEST_FIRST', 'OLDEST_FIRST'] as const;

const PAGE = `fragment Page on ArticleConnection {
  nodes { slug } pageInfo { hasNextPage hasPreviousPage }
}`;

describe.each(LISTS)('articles, $name', (list) => {
  describe.each(ORDERS)('%s', (orderBy) => {
    it.each(PAGES)('examine only the documents they return on the page (%s)', async (page) => {
      const cursor = page.includes('CURSOR') ? await cursorAmid(list, orderBy) : '';

      const { answer, costs } = await askExplained(
        built.stage,
        `query ($filter: ArticleFilter, $orderBy: ArticleOrder) {
          articles(filter: $filter, orderBy: $orderBy, ${page.replace('CURSOR', cursor)}) { ...Page }
        } ${PAGE}`,
        { filter: list.filter, orderBy },
      );

      expect(answer.data.articles.nodes).toHaveLength(9);
      expect(excess(costs)).toEqual([]);
    });
  });

  it('are counted without examining any document', async () => {
    const { answer, costs } = await askExplained(
      built.stage,
      'query ($filter: ArticleFilter) { articles(filter: $filter) { totalCount } }',
      { filter: list.filter },
    );

    expect(answer.data.articles.totalCount).toBe(built.cards.filter(list.isWanted).length);
    expect(costs.filter(({ command }) => command === 'aggregate articles')).toMatchObject([
      { examined: 0 },
    ]);
  });
});

describe.each(LISTS)('articles, $name, in a publication window and with excluded ids', (list) => {
  it('examine only the documents they return on pages from both ends, and none to count', async () => {
    for (const { name, filter, isWanted } of narrowed(list, built.cards)) {
      const { answer, costs } = await askExplained(built.stage, FROM_BOTH_ENDS, { filter });

      expect(answer.data.newest.nodes.length, name).toBeGreaterThan(0);
      expect(answer.data.newest.totalCount, name).toBe(built.cards.filter(isWanted).length);
      expect(excess(costs), name).toEqual(['aggregate articles: 0 examined for 1']);
    }
  });

  it('examine only the documents they return before and after a cursor, in both orders', async () => {
    for (const selection of narrowed(list, built.cards)) {
      const { answer, costs } = await askExplained(built.stage, BESIDE_A_CURSOR, {
        filter: selection.filter,
        newest: await cursorAmid(selection, 'NEWEST_FIRST'),
        oldest: await cursorAmid(selection, 'OLDEST_FIRST'),
      });

      expect(answer.data.after.nodes.length, selection.name).toBeGreaterThan(0);
      expect(excess(costs), selection.name).toEqual([]);
    }
  });
});

const FROM_BOTH_ENDS = `query ($filter: ArticleFilter) {
  newest: articles(filter: $filter, first: 4) { totalCount ...Page }
  newestBack: articles(filter: $filter, last: 4) { ...Page }
  oldest: articles(filter: $filter, first: 4, orderBy: OLDEST_FIRST) { ...Page }
  oldestBack: articles(filter: $filter, last: 4, orderBy: OLDEST_FIRST) { ...Page }
} ${PAGE}`;

const BESIDE_A_CURSOR = `query ($filter: ArticleFilter, $newest: String!, $oldest: String!) {
  after: articles(filter: $filter, first: 4, after: $newest) { ...Page }
  before: articles(filter: $filter, last: 4, before: $newest) { ...Page }
  oldestAfter: articles(filter: $filter, first: 4, after: $oldest, orderBy: OLDEST_FIRST) { ...Page }
  oldestBefore: articles(filter: $filter, last: 4, before: $oldest, orderBy: OLDEST_FIRST) { ...Page }
} ${PAGE}`;

/**
 * The cursor of an article in the middle of the list, with neighbours of the same publication time.
 */
async function cursorAmid(
  { filter }: Pick<Selection, 'filter'>,
  orderBy: (typeof ORDERS)[number],
): Promise<string> {
  const { data } = await built.stage.ask(
    `query ($filter: ArticleFilter, $orderBy: ArticleOrder) {
      articles(filter: $filter, orderBy: $orderBy, first: 13) { edges { cursor } }
    }`,
    { filter, orderBy },
  );
  const { edges } = data.articles;
  return edges[Math.min(11, edges.length - 3)].cursor;
}
