import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { restore } from '../../support/dump.js';
import { article, articles, author, category, tag } from '../../support/entries.js';
import { askExplained, excess } from '../../support/explain.js';
import { deliver } from '../../support/publishing.js';
import { SITE_URL, type Stage, stage } from '../../support/stage.js';

const NOW = new Date('2024-06-01T12:00:00Z');
const OLD = 'https://old.example';

let page: Stage;
beforeAll(async () => {
  page = await stage({ now: NOW });
});
beforeEach(async () => {
  page.setNow(NOW);
  await restore(page.db, {});
});

const RESOLVE = `query ($url: String!) { resolve(url: $url) {
  __typename
  ... on Article { slug }
  ... on Topic { slug url }
  ... on Author { slug url }
  ... on Redirect { status to }
  ... on Gone { since }
} }`;

async function resolve(url: string) {
  const { data } = await page.ask(RESOLVE, { url });
  return data.resolve;
}

/** The result for a URL as a short text. */
async function match(url: string): Promise<string | null> {
  const found = await resolve(url);
  if (found === null) return null;
  return found.to ?? (found.slug === undefined ? 'gone' : `${found.__typename} ${found.slug}`);
}

const bring = (...articles: readonly ArticleEntry[]) => deliver(page.db, { articles }, NOW);

const tides = article({
  title: 'Tides',
  addresses: [`${OLD}/2024/05/tides/`, `${OLD}/?p=12`],
  topics: [category('Oceans'), tag('Harbours')],
  authors: [author('Ada')],
});

describe('resolve of an article', () => {
  it.each([
    `${SITE_URL}/tides`,
    `${SITE_URL}/tides/`,
    `${SITE_URL}/tides?utm_source=mail`,
    'http://www.magazine.example/tides',
    '/tides',
  ])('returns the article for its current URL: %s', async (url) => {
    await bring(tides);
    expect(await resolve(url)).toEqual({ __typename: 'Article', slug: 'tides' });
  });

  it.each([
    ['its earlier URL', `${OLD}/2024/05/tides/`],
    ['its earlier URL as a path', '/2024/05/tides/'],
    ['its earlier path on this site', `${SITE_URL}/2024/05/tides`],
    ['its short URL', `${OLD}/?p=12`],
    ['its short URL as a path', '/?p=12'],
    ['its short URL with a tracking parameter', '/?fbclid=x&p=12'],
    ['a page of its comments', `${OLD}/2024/05/tides/comment-page-2/`],
    ['its feed', `${OLD}/2024/05/tides/feed/`],
    ['its slug in a wrong section', `${OLD}/2023/11/tides/`],
    ['its slug in any section', '/news/local/tides'],
    ['its slug in capitals', '/Tides'],
    ['its slug with an ending', '/tides.html'],
    ['its second part', '/2024/05/tides/2/'],
    ['its slug with other letters', '/news/T%C3%ADdes'],
  ])('returns one redirect to the article for %s', async (_what, url) => {
    await bring(tides);
    expect(await resolve(url)).toEqual({
      __typename: 'Redirect',
      status: 301,
      to: `${SITE_URL}/tides`,
    });
  });

  it.each([
    '/',
    '/2024/05/',
    '/?p=13',
    '/?s=tides',
    '/tides-2',
    'https://stranger.example/2024/05/tides/',
    'https://stranger.example/tides',
    `${OLD}:8443/2024/05/tides/`,
  ])('is null for %s', async (url) => {
    await bring(tides);
    expect(await resolve(url)).toBeNull();
  });

  it('is a single redirect from every earlier slug and URL', async () => {
    for (const name of ['flood', 'ebb', 'neap', 'surge']) {
      const addresses = [`${OLD}/2024/${name}/`];
      await bring({ ...tides, identity: 'test:renamed', slug: name, addresses });
    }
    const answers = await Promise.all(
      ['flood', 'ebb', 'neap', 'surge'].flatMap((name) => [
        match(`${OLD}/2024/${name}/`),
        match(`/x/${name}`),
      ]),
    );
    expect(new Set(answers)).toEqual(new Set([`${SITE_URL}/flood`]));
    expect(await match('/ebb')).toBe(`${SITE_URL}/flood`);
  });

  it('uses the host if two sites had the same path', async () => {
    await bring(
      article({ title: 'One', addresses: ['https://one.example/?p=1'] }),
      article({ title: 'Two', addresses: ['https://two.example/?p=1'] }),
    );
    expect(await match('https://one.example/?p=1')).toBe(`${SITE_URL}/one`);
    expect(await match('https://two.example/?p=1')).toBe(`${SITE_URL}/two`);
  });

  it('is null for an article that readers cannot see', async () => {
    await bring(
      { ...tides, status: 'DRAFT' },
      article({ title: 'Secret', isProtected: true, addresses: [`${OLD}/secret/`] }),
      article({
        title: 'Later',
        status: 'SCHEDULED',
        publishedAt: new Date('2024-06-02T00:00:00Z'),
        addresses: [`${OLD}/later/`],
      }),
    );
    for (const url of [
      '/tides',
      '/?p=12',
      '/secret',
      `${OLD}/secret/`,
      '/later',
      `${OLD}/later/`,
    ]) {
      expect(await resolve(url)).toBeNull();
    }
    page.setNow(new Date('2024-06-02T00:00:00Z'));
    expect(await match('/later')).toBe('Article later');
    expect(await match(`${OLD}/later/`)).toBe(`${SITE_URL}/later`);
  });

  it('is Gone with the time of withdrawal for an article that was withdrawn', async () => {
    await bring(tides);
    const withdrawn = new Date('2024-06-03T08:00:00Z');
    await deliver(page.db, { articles: [{ ...tides, status: 'DRAFT' }] }, withdrawn);
    page.setNow(new Date('2024-06-04T00:00:00Z'));
    for (const url of ['/tides', `${OLD}/2024/05/tides/`, '/?p=12', '/x/tides']) {
      expect(await resolve(url)).toEqual({ __typename: 'Gone', since: withdrawn.toISOString() });
    }
    await deliver(page.db, { articles: [tides] }, new Date('2024-06-05T00:00:00Z'));
    expect(await match('/tides')).toBe('Article tides');
  });

  it('is Gone for an imported article that was archived at its source', async () => {
    await bring({ ...tides, status: 'ARCHIVED', updatedAt: new Date('2024-05-20T00:00:00Z') });
    expect(await resolve('/tides')).toMatchObject({ since: '2024-05-20T00:00:00.000Z' });
  });
});

describe('resolve of a topic or an author', () => {
  beforeEach(async () => {
    await deliver(
      page.db,
      {
        topics: [category('Science'), category('Oceans', 'science')],
        authors: [{ ...author('Ada'), addresses: [`${OLD}/author/ada-l/`, `${OLD}/?author=3`] }],
        articles: [tides],
      },
      NOW,
    );
  });

  it.each([
    ['/category/science/oceans', 'Topic oceans'],
    ['/category/science/oceans/', 'Topic oceans'],
    ['/category/science', 'Topic science'],
    ['/tag/harbours/', 'Topic harbours'],
    ['/author/ada/', 'Author ada'],
  ])('returns the object for its current URL: %s', async (url, thing) => {
    expect(await match(url)).toBe(thing);
  });

  it.each([
    ['/category/oceans/', `${SITE_URL}/category/science/oceans`],
    ['/category/books/oceans/', `${SITE_URL}/category/science/oceans`],
    ['/category/science/oceans/feed/', `${SITE_URL}/category/science/oceans`],
    ['/category/science/oceans/page/3/', `${SITE_URL}/category/science/oceans`],
    ['/tags/harbours', `${SITE_URL}/tag/harbours`],
    ['/author/ada-l/', `${SITE_URL}/author/ada`],
    [`${OLD}/author/ada-l/`, `${SITE_URL}/author/ada`],
    ['/?author=3', `${SITE_URL}/author/ada`],
    ['/people/ada', `${SITE_URL}/author/ada`],
  ])('returns a redirect for an earlier or inexact URL: %s', async (url, to) => {
    expect(await match(url)).toBe(to);
  });

  it('returns the object at its own url', async () => {
    const { data } = await page.ask('{ topics { nodes { slug url } } authors { nodes { url } } }');
    for (const { url, slug } of data.topics.nodes) expect(await match(url)).toBe(`Topic ${slug}`);
    expect(await match(data.authors.nodes[0].url)).toBe('Author ada');
  });

  it('is null while readers cannot see the topic or author', async () => {
    await restore(page.db, {});
    await bring({ ...tides, status: 'DRAFT' });
    for (const url of ['/tag/harbours', '/author/ada', '/?author=3']) {
      expect(await resolve(url)).toBeNull();
    }
  });
});

describe('resolve', () => {
  it('costs one command, for one URL or for many', async () => {
    await bring(tides);
    await resolve('/tides');
    expect(page.commands).toEqual(['aggregate articles']);
    const many = ['/tides', '/?p=12', '/author/ada', '/x/y'].map(
      (url, n) => `a${n}: resolve(url: "${url}") { __typename }`,
    );
    await page.ask(`{ ${many.join(' ')} }`);
    expect(page.commands).toEqual(['aggregate articles']);
  });

  it('examines only the documents it finds, whatever the size of the collections', async () => {
    const others = articles(60, (n) => ({
      addresses: [`${OLD}/?p=${100 + n}`, `${OLD}/2024/article-${n}/`],
      topics: [category(`Topic ${n}`)],
      authors: [author(`Author ${n}`)],
    }));
    await bring(tides, ...others);
    for (const url of ['/tides', '/?p=12', '/x/tides', '/category/topic-7', '/author/author-7']) {
      const { costs } = await askExplained(page, `{ resolve(url: "${url}") { __typename } }`);
      expect([costs.length, excess(costs)]).toEqual([1, []]);
    }
  });

  it.each(['tides', 'javascript:alert(1)', 'mailto:ada@old.example', '', '//old.example/x'])(
    'refuses %j, which is neither a path nor an http or https URL',
    async (url) => {
      const { errors } = await page.ask(RESOLVE, { url });
      expect(errors?.[0]?.extensions.code).toBe('INVALID_URL');
    },
  );
});
