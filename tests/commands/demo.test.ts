import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEMO_DIRECTORY, loadDemo } from '../../src/commands/demo.js';
import type { ArticleDocument } from '../../src/editorial/article/article.document.js';
import { importHere } from '../support/import-here.js';
import { ARTICLE_PAGE } from '../support/pages.js';
import { type Stage, stage } from '../support/stage.js';

const PATH = fileURLToPath(DEMO_DIRECTORY);
const DAY = 86_400_000;
const NOW = new Date();

let page: Stage;
let isLoaded: boolean;
beforeAll(async () => {
  page = await stage({ now: NOW });
  // As if an earlier import of the demo had been interrupted.
  await page.stores.site.markOrigin('DEMO');
  isLoaded = await loadDemo(page.stores, true);
  // Topics and authors that a source describes are visible from the time of the import.
  page.setNow(new Date());
});

const cards = () => page.db.collection<ArticleDocument>('articles').find().toArray();

/** The cards that readers can see. */
async function published(): Promise<ArticleDocument[]> {
  const all = await cards();
  return all.filter(
    ({ lists, publishedAt }) => lists.length > 0 && publishedAt !== undefined && publishedAt <= NOW,
  );
}

/** The paths of all `null` values in a response. */
function nullsIn(value: unknown, path = ''): string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(Object(value)).flatMap(([key, each]) => nullsIn(each, `${path}.${key}`));
}

describe('the demo magazine', () => {
  it('is imported completely, although an earlier import was interrupted', async () => {
    expect([isLoaded, await page.db.collection('settings').findOne()]).toMatchObject([
      true,
      { origin: 'DEMO', isDemoWhole: true },
    ]);
  });

  it('has at least 48 published articles, one draft and one scheduled article', async () => {
    const hidden = (await cards()).filter(({ status }) => status !== 'PUBLISHED');
    expect((await published()).length).toBeGreaterThanOrEqual(48);
    expect(hidden.map(({ status }) => status).sort()).toEqual(['DRAFT', 'SCHEDULED']);
  });

  it('has six authors with biographies, and articles in three languages', async () => {
    const authors = await page.db.collection('authors').find().toArray();
    const languages = new Set((await published()).map(({ language }) => language));
    expect([authors.length, authors.every(({ bio }) => bio)]).toEqual([6, true]);
    expect([...languages].sort()).toEqual(['de', 'en', 'ja']);
  });

  it('has 20 sections in a tree of three levels, each with a description and articles', async () => {
    const { data } = await page.ask(
      '{ topics(first: 100, filter: { taxonomy: CATEGORY }) { nodes { slug description ancestors { slug } articleCount } } }',
    );
    const topics: { ancestors: unknown[]; articleCount: number; description: string | null }[] =
      data.topics.nodes;
    const levels = topics.map(({ ancestors }) => ancestors.length + 1);
    expect([topics.length, Math.max(...levels)]).toEqual([20, 3]);
    expect(topics.filter((topic) => topic.articleCount === 0 || !topic.description)).toEqual([]);
  });

  it('has at least four related articles for every article', async () => {
    const { data } = await page.ask(
      '{ articles(first: 100) { nodes { slug relatedPosts(first: 4) { nodes { slug } } } } }',
    );
    const articles: { slug: string; relatedPosts: { nodes: unknown[] } }[] = data.articles.nodes;
    const few = articles.filter(({ relatedPosts }) => relatedPosts.nodes.length < 4);
    expect(few.map(({ slug }) => slug)).toEqual([]);
  });

  it('spreads over the two years before the import, whenever that is', async () => {
    const days = (await published())
      .map(({ publishedAt = NOW }) => (NOW.getTime() - publishedAt.getTime()) / DAY)
      .sort((a, b) => a - b);
    expect(days[0]).toBeLessThan(3);
    expect(days.at(-1)).toBeGreaterThan(600);
    expect(days.at(-1)).toBeLessThan(740);
  });

  it('has an article that was corrected after its publication', async () => {
    const corrected = (await published()).filter(
      ({ publishedAt, updatedAt }) => publishedAt !== undefined && updatedAt > publishedAt,
    );
    expect(corrected.length).toBeGreaterThanOrEqual(1);
  });

  it('has comments on many articles, and replies among them', async () => {
    const discussed = (await published()).filter(({ commentCount }) => commentCount > 0);
    expect(discussed.length).toBeGreaterThanOrEqual(12);
    expect(
      await page.db.collection('comments').countDocuments({ threadId: { $exists: true } }),
    ).toBeGreaterThan(5);
  });

  it('has a file, size, alternative text and credit for every picture', async () => {
    const images = (await published()).flatMap(({ image }) => image ?? []);
    const missing = images.filter(({ url }) => !existsSync(new URL(`.${url}`, DEMO_DIRECTORY)));
    const untold = images.filter(({ alt, credit, width, height }) => {
      return !alt || !credit || !width || !height;
    });
    expect([images.length >= 20, missing, untold]).toEqual([true, [], []]);
  });

  it('has a file for every picture in a text', async () => {
    const bodies = await page.db.collection('bodies').find().toArray();
    const sources = bodies.flatMap(({ html }) =>
      [...String(html).matchAll(/<img[^>]* src="([^"]*)"/g)].map(([, source = '']) => source),
    );
    expect(sources.filter((url) => !existsSync(new URL(`.${url}`, DEMO_DIRECTORY)))).toEqual([]);
  });

  it('has a value for every field of the article page in one of its articles', async () => {
    const answer = await page.ask(ARTICLE_PAGE, { slug: 'harbour-gauge-reads-a-century' });
    expect([answer.errors, nullsIn(answer.data)]).toEqual([undefined, []]);
    const { article } = answer.data;
    expect({
      source: article.source.url,
      shares: article.shares.total > 50,
      links: article.links.length > 0,
      related: article.relatedPosts.edges.length,
      comments: article.comments.edges.length > 5,
      replies: article.comments.edges[0].node.replies.length,
    }).toEqual({
      source: expect.stringMatching(/^https:/),
      shares: true,
      links: true,
      related: 4,
      comments: true,
      replies: 2,
    });
  });

  it('has only links between articles that exist', async () => {
    const slugs = new Set((await cards()).flatMap((card) => card.slugs));
    const bodies = await page.db.collection('bodies').find().toArray();
    const broken = bodies
      .flatMap(({ links }) => links)
      .filter(({ url }) => url.startsWith('/') && !url.startsWith('/pictures/'))
      .filter(({ url }) => !slugs.has(url.slice(1).replace(/[/#?].*$/, '')));
    expect(broken).toEqual([]);
  });

  it('has no failed record, and is unchanged by another import on the same day', async () => {
    const account = await importHere(page.db, PATH, { namespace: 'demo' });
    const unchanged = (await cards()).length;
    expect(JSON.parse(account.toJsonLine())).toMatchObject({ read: unchanged, unchanged });
  });
});
