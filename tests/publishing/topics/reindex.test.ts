import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleEntry, TopicEntry } from '../../../src/publishing/entry.js';
import { restore } from '../../support/dump.js';
import { article, author, category } from '../../support/entries.js';
import { deliver } from '../../support/publishing.js';
import { type Stage, stage } from '../../support/stage.js';

const NOW = new Date('2024-06-01T12:00:00Z');

let page: Stage;
beforeAll(async () => {
  page = await stage({ now: NOW });
});
beforeEach(() => restore(page.db, {}));

async function bring(
  articles: readonly ArticleEntry[],
  topics: readonly TopicEntry[] = [],
): Promise<void> {
  await deliver(page.db, { articles, topics }, NOW);
}

/**
 * The slugs of each topic's articles, if `articleCount`, `totalCount` and the list agree; otherwise
 * the three numbers.
 */
async function topics(): Promise<Record<string, unknown>> {
  const { data } = await page.ask(`{
    topics(first: 20) { nodes {
      slug articleCount articles(first: 20) { totalCount nodes { slug } }
    } }
  }`);
  return Object.fromEntries(
    data.topics.nodes.map(
      (each: {
        slug: string;
        articleCount: number;
        articles: { totalCount: number; nodes: { slug: string }[] };
      }) => {
        const slugs = each.articles.nodes.map(({ slug }) => slug);
        const counts = [each.articleCount, each.articles.totalCount, slugs.length];
        if (new Set(counts).size > 1) return [each.slug, counts];
        return [each.slug, slugs.sort().join(' ')];
      },
    ),
  );
}

const tree = [category('Science'), category('Oceans', 'science'), category('Deep sea', 'oceans')];
const tides = article({ title: 'Tides', topics: [category('Oceans')], authors: [author('Ada')] });
const whale = article({ title: 'Whale', topics: [category('Deep sea')] });

describe('an article', () => {
  it('is listed and counted under its topics and all their ancestors', async () => {
    await bring([tides, whale], tree);
    expect(await topics()).toEqual({
      'deep-sea': 'whale',
      oceans: 'tides whale',
      science: 'tides whale',
    });
  });

  it('leaves the lists of a topic that is removed from it', async () => {
    await bring([tides, whale], tree);
    await bring([{ ...tides, topics: [category('Deep sea')] }]);
    expect(await topics()).toEqual({
      'deep-sea': 'tides whale',
      oceans: 'tides whale',
      science: 'tides whale',
    });
    await bring([{ ...tides, topics: [] }, whale]);
    expect(await topics()).toEqual({ 'deep-sea': 'whale', oceans: 'whale', science: 'whale' });
  });

  it.each(['DRAFT', 'ARCHIVED'] as const)('leaves all lists when it becomes %s', async (status) => {
    await bring([tides, whale], tree);
    await bring([{ ...tides, status }]);
    expect(await topics()).toEqual({ 'deep-sea': 'whale', oceans: 'whale', science: 'whale' });
  });

  it('leaves all lists and its author’s count when it becomes protected', async () => {
    await bring([tides, whale], tree);
    await bring([{ ...tides, isProtected: true }]);
    const { data } = await page.ask(
      '{ authors { nodes { articleCount articles { totalCount } } } }',
    );
    expect(data.authors.nodes).toEqual([{ articleCount: 0, articles: { totalCount: 0 } }]);
  });

  it('returns to its lists when it is published again', async () => {
    await bring([tides], tree);
    await bring([{ ...tides, status: 'DRAFT' }]);
    await bring([tides]);
    expect(await topics()).toEqual({ 'deep-sea': '', oceans: 'tides', science: 'tides' });
  });
});

describe('a topic that moves', () => {
  it('moves its articles and those of its descendants to the lists of its new ancestors', async () => {
    await bring([tides, whale], tree);
    await bring([], [category('Oceans', 'planet')]);
    expect(await topics()).toEqual({
      'deep-sea': 'whale',
      oceans: 'tides whale',
      planet: 'tides whale',
      science: '',
    });
  });

  it('does not change the revision or update time of its articles', async () => {
    const read = '{ article(by: { slug: "tides" }) { updatedAt } }';
    await bring([tides], tree);
    const before = await page.ask(read);
    await bring([], [category('Oceans', 'planet')]);
    await bring([{ ...tides, shares: { EMAIL: 1 } }]);
    const card = await page.db.collection('articles').findOne({ slugs: 'tides' });
    expect([await page.ask(read), card?.revision]).toEqual([before, 1]);
  });

  it('relates its articles by their new ancestors', async () => {
    const stars = article({
      title: 'Stars',
      html: '<p>Stardust fell into gutters.</p>',
      topics: [category('Space', 'planet')],
    });
    await bring([{ ...tides, html: '<p>Harbours measured water.</p>' }, stars], tree);
    await bring([], [category('Oceans', 'planet')]);
    const { data } = await page.ask(
      '{ article(by: { slug: "tides" }) { relatedPosts { edges { node { slug } sharedTopics { slug } } } } }',
    );
    expect(data.article.relatedPosts.edges).toEqual([
      { node: { slug: 'stars' }, sharedTopics: [{ slug: 'planet' }] },
    ]);
  });

  it('keeps its articles in the lists of their other topics', async () => {
    const both = { ...tides, topics: [category('Oceans'), category('Poetry')] };
    await bring([both], [...tree, category('Books'), category('Poetry', 'books')]);
    await bring([], [category('Oceans', 'planet')]);
    expect(await topics()).toMatchObject({ books: 'tides', poetry: 'tides', planet: 'tides' });
  });

  it('moves more articles than fit into one batch', async () => {
    const many = Array.from({ length: 205 }, (_, n) => ({
      ...tides,
      identity: `test:${n}`,
      slug: `tide-${n}`,
      publishedAt: new Date(Date.parse('2024-05-01T08:00:00Z') + Math.floor(n / 3) * 60_000),
    }));
    await bring(many, tree);
    await bring([], [category('Oceans', 'planet')]);
    const { data } = await page.ask(
      '{ topic(by: { slug: "planet" }) { articleCount articles { totalCount } } }',
    );
    expect(data.topic).toEqual({ articleCount: 205, articles: { totalCount: 205 } });
  });
});

describe('commentCount', () => {
  const remark = (identity: string, status: 'APPROVED' | 'PENDING' = 'APPROVED') => ({
    identity,
    authorName: 'Bo',
    body: 'Yes.',
    status,
    createdAt: new Date('2024-05-02T10:00:00Z'),
  });

  it('counts the comments that readers can see, after each import', async () => {
    const counts: number[] = [];
    for (const comments of [
      [remark('1'), remark('2', 'PENDING')],
      [remark('1'), remark('2')],
      [remark('1', 'PENDING'), remark('2'), remark('3')],
    ]) {
      await bring([{ ...tides, comments }]);
      const { data } = await page.ask('{ article(by: { slug: "tides" }) { commentCount } }');
      counts.push(data.article.commentCount);
    }
    expect(counts).toEqual([1, 2, 2]);
  });
});
