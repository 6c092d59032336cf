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

/** What stands at an address, in a word. */
async function standing(url: string): Promise<string | null> {
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
  ])('is the article at its own address: %s', async (url) => {
    await bring(tides);
    expect(await resolve(url)).toEqual({ __typename: 'Article', slug: 'tides' });
  });

  it.each([
    ['where it stood', `${OLD}/2024/05/tides/`],
    ['where it stood, as a path', '/2024/05/tides/'],
    ['where it stood, at this site', `${SITE_URL}/2024/05/tides`],
    ['its short form', `${OLD}/?p=12`],
    ['its short form, as a path', '/?p=12'],
    ['its short form with what readers bring along', '/?fbclid=x&p=12'],
    ['a page of its comments', `${OLD}/2024/05/tides/comment-page-2/`],
    ['its feed', `${OLD}/2024/05/tides/feed/`],
    ['the name under a wrong section', `${OLD}/2023/11/tides/`],
    ['the name under any section', '/news/local/tides'],
    ['the name in capitals', '/Tides'],
    ['the name with an ending', '/tides.html'],
    ['its second part', '/2024/05/tides/2/'],
    ['the name in other letters', '/news/T%C3%ADdes'],
  ])('is one redirect to that from %s', async (_what, url) => {
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
  ])('is nothing at %s', async (url) => {
    await bring(tides);
    expect(await resolve(url)).toBeNull();
  });

  it('is one redirect from every name and address that it ever had', async () => {
    for (const name of ['flood', 'ebb', 'neap', 'surge']) {
      const addresses = [`${OLD}/2024/${name}/`];
      await bring({ ...tides, identity: 'test:renamed', slug: name, addresses });
    }
    const answers = await Promise.all(
      ['flood', 'ebb', 'neap', 'surge'].flatMap((name) => [
        standing(`${OLD}/2024/${name}/`),
        standing(`/x/${name}`),
      ]),
    );
    expect(new Set(answers)).toEqual(new Set([`${SITE_URL}/flood`]));
    expect(await standing('/ebb')).toBe(`${SITE_URL}/flood`);
  });

  it('follows the host where two sites had one path', async () => {
    await bring(
      article({ title: 'One', addresses: ['https://one.example/?p=1'] }),
      article({ title: 'Two', addresses: ['https://two.example/?p=1'] }),
    );
    expect(await standing('https://one.example/?p=1')).toBe(`${SITE_URL}/one`);
    expect(await standing('https://two.example/?p=1')).toBe(`${SITE_URL}/two`);
  });

  it('knows nothing of what no reader may see', async () => {
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
    expect(await standing('/later')).toBe('Article later');
    expect(await standing(`${OLD}/later/`)).toBe(`${SITE_URL}/later`);
  });

  it('is gone, with the moment, where one was withdrawn that could be read', async () => {
    await bring(tides);
    const withdrawn = new Date('2024-06-03T08:00:00Z');
    await deliver(page.db, { articles: [{ ...tides, status: 'DRAFT' }] }, withdrawn);
    page.setNow(new Date('2024-06-04T00:00:00Z'));
    for (const url of ['/tides', `${OLD}/2024/05/tides/`, '/?p=12', '/x/tides']) {
      expect(await resolve(url)).toEqual({ __typename: 'Gone', since: withdrawn.toISOString() });
    }
    await deliver(page.db, { articles: [tides] }, new Date('2024-06-05T00:00:00Z'));
    expect(await standing('/tides')).toBe('Article tides');
  });

  it('was gone before it came here, if it was published and then retired', async () => {
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
  ])('is the thing itself at its own address: %s', async (url, thing) => {
    expect(await standing(url)).toBe(thing);
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
  ])('is a redirect from what is nearly right: %s', async (url, to) => {
    expect(await standing(url)).toBe(to);
  });

  it('is at the address that it says is its own', async () => {
    const { data } = await page.ask('{ topics { nodes { slug url } } authors { nodes { url } } }');
    for (const { url, slug } of data.topics.nodes)
      expect(await standing(url)).toBe(`Topic ${slug}`);
    expect(await standing(data.authors.nodes[0].url)).toBe('Author ada');
  });

  it('is nothing as long as readers may not know of it', async () => {
    await restore(page.db, {});
    await bring({ ...tides, status: 'DRAFT' });
    for (const url of ['/tag/harbours', '/author/ada', '/?author=3']) {
      expect(await resolve(url)).toBeNull();
    }
  });
});

describe('resolve', () => {
  it('costs one command, for one address or for many', async () => {
    await bring(tides);
    await resolve('/tides');
    expect(page.commands).toEqual(['aggregate articles']);
    const many = ['/tides', '/?p=12', '/author/ada', '/x/y'].map(
      (url, n) => `a${n}: resolve(url: "${url}") { __typename }`,
    );
    await page.ask(`{ ${many.join(' ')} }`);
    expect(page.commands).toEqual(['aggregate articles']);
  });

  it('examines what it finds, however much there is', async () => {
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
    'refuses %j, which is no address',
    async (url) => {
      const { errors } = await page.ask(RESOLVE, { url });
      expect(errors?.[0]?.extensions.code).toBe('INVALID_URL');
    },
  );
});
