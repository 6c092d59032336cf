import { beforeAll, describe, expect, it } from 'vitest';
import { systemContext } from '../../../src/database/read-context.js';
import type { ArticleDocument } from '../../../src/editorial/article/article.document.js';
import { EVERYTHING } from '../../../src/editorial/article/article.lists.js';
import { recountWaiting } from '../../../src/publishing/settling/recount.js';
import { ARCHIVE_NOW, plainCard } from '../../support/archive.js';
import { article, category } from '../../support/entries.js';
import { askExplained } from '../../support/explain.js';
import { type Stage, stage } from '../../support/stage.js';

describe('totalCount', () => {
  let built: Stage;

  beforeAll(async () => {
    built = await stage({
      articles: [
        article({ title: 'Tides', topics: [category('Oceans')] }),
        article({ title: 'Salt', topics: [category('Oceans')] }),
        article({ title: 'Air' }),
      ],
    });
  });

  it('is counted without examining any document', async () => {
    const { answer, costs } = await askExplained(built, '{ articles { totalCount } }');

    expect(answer.data.articles.totalCount).toBe(3);
    expect(costs).toEqual([
      { command: 'aggregate articles', examined: 0, returned: 1, isSorted: false },
    ]);
  });

  it('is 0 for an empty list', async () => {
    const { data } = await built.ask('{ articles(filter: { language: "cy" }) { totalCount } }');

    expect(data.articles.totalCount).toBe(0);
  });

  it('counts the whole list, not only the page', async () => {
    const { data } = await built.ask(
      '{ articles(first: 1) { totalCount nodes { slug } pageInfo { hasNextPage } } }',
    );

    expect(data.articles).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  });

  it('is counted only if it is requested', async () => {
    await built.ask('{ articles { nodes { slug } pageInfo { hasNextPage hasPreviousPage } } }');

    expect(built.log.commands).toEqual(['find articles']);
  });
});

describe('totalCount of more than 10,000 articles', () => {
  const DUE = new Date(ARCHIVE_NOW.getTime() + 60_000);
  let built: Stage;

  beforeAll(async () => {
    built = await stage({ now: ARCHIVE_NOW });
    const articles = built.db.collection<ArticleDocument>('articles');
    const cards = Array.from({ length: 10_001 }, (_, index) =>
      plainCard(`card-${index}`, new Date(ARCHIVE_NOW.getTime() - index * 1_000)),
    );
    await articles.insertMany([...cards, plainCard('scheduled', DUE)]);
  });

  it('is counted if there is no stored count', async () => {
    expect(await totalCount()).toBe(10_001);
  });

  it('is the stored count plus the articles published since, and examines no article', async () => {
    await keepCounts();
    built.setNow(DUE);

    const { answer, costs } = await askExplained(built, '{ articles { totalCount } }');

    expect(answer.data.articles.totalCount).toBe(10_002);
    expect(costs.map(({ command, examined }) => [command, examined])).toEqual([
      ['aggregate articles', 0],
      ['find listCounts', 1],
      ['aggregate articles', 0],
    ]);
    built.setNow(ARCHIVE_NOW);
  });

  it('does not change until the list is counted again', async () => {
    await keepCounts();
    await built.db.collection<ArticleDocument>('articles').deleteOne({ _id: 'card-0' });
    await built.db
      .collection<ArticleDocument>('articles')
      .insertOne(plainCard('another', new Date(ARCHIVE_NOW.getTime() - 500)));
    await built.db
      .collection<ArticleDocument>('articles')
      .insertOne(plainCard('one-more', new Date(ARCHIVE_NOW.getTime() - 500)));

    const before = await totalCount();
    await keepCounts();

    expect(before).toBe(10_001);
    expect(await totalCount()).toBe(10_002);
  });

  it('is counted for a publication window, since only whole lists have stored counts', async () => {
    const { data } = await built.ask(
      '{ articles(filter: { published: { from: "2020-01-01" } }) { totalCount } }',
    );

    expect(data.articles.totalCount).toBe(10_002);
    expect(built.log.commands).toEqual(['aggregate articles']);
  });

  async function totalCount(): Promise<number> {
    const { data } = await built.ask('{ articles { totalCount } }');
    return data.articles.totalCount;
  }

  async function keepCounts(): Promise<void> {
    await built.stores.listCount.markStale([EVERYTHING]);
    await recountWaiting(built.stores, systemContext(ARCHIVE_NOW));
  }
});
