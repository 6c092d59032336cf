import { describe, expect, it } from 'vitest';
import { article, articles, author, category } from '../support/entries.js';
import { stage } from '../support/stage.js';

const ada = author('Ada');
const bo = author('Bo');

describe('Article.authors', () => {
  it('reads all authors of a page in one query, in byline order', async () => {
    const tides = article({ title: 'Tides', authors: [bo, ada] });
    const salt = article({ title: 'Salt', authors: [ada] });
    const { ask, log } = await stage({ articles: [tides, salt] });

    const { data } = await ask('{ articles(first: 2) { nodes { title authors { name } } } }');

    expect(data.articles.nodes.find((each: { title: string }) => each.title === 'Tides')).toEqual({
      title: 'Tides',
      authors: [{ name: 'Bo' }, { name: 'Ada' }],
    });
    expect(log.commands).toEqual(['find articles', 'find authors']);
  });
});

describe('the front page', () => {
  it('costs four commands with nothing cached and two after that, for 5 articles as for 50', async () => {
    const oceans = category('Oceans');
    const many = articles(60, () => ({ authors: [ada, bo], topics: [oceans] }));
    const cold = await stage({ articles: many });
    const page = (first: number) => `{ articles(first: ${first}) { nodes {
      title slug standfirst publishedAt commentCount image { url } readingTime { minutes label }
      authors { name slug } topics { name slug } relatedPosts(first: 2) { nodes { title slug } } }
      pageInfo { hasNextPage endCursor } } }`;

    const { data, errors } = await cold.ask(page(50));
    expect(errors).toBeUndefined();
    expect(data.articles.nodes).toHaveLength(50);
    expect(cold.log.commands).toHaveLength(4);
    await cold.ask(page(5));
    expect(cold.log.commands).toHaveLength(2);
    await cold.ask(page(50));
    expect(cold.log.commands).toHaveLength(2);
  });
});
