import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { article, articles, author, category, tag } from '../../support/entries.js';
import { askExplained, excess } from '../../support/explain.js';
import { deliver } from '../../support/publishing.js';
import { SITE_URL, type Stage, stage } from '../../support/stage.js';

const NOW = new Date('2024-06-01T12:00:00Z');
const LATER = new Date('2024-06-20T12:00:00Z');
const OLD = 'https://old.example';
const WIRE = 'https://wire.example';

const ENTRIES: readonly ArticleEntry[] = [
  article({
    title: 'Tides',
    slug: 'tides',
    oldSlugs: ['ebb', 'floods'],
    addresses: [`${OLD}/2024/05/tides/`, `${OLD}/?p=12`, '/reports/when-water-leaves'],
    source: { name: 'Wire', url: `${WIRE}/water/tides` },
    topics: [category('Oceans'), tag('Harbours')],
    authors: [author('Ada')],
  }),
  article({ title: 'Café', slug: 'cafe', addresses: [`${OLD}/2024/caf%C3%A9/`] }),
  article({ title: 'Salt', slug: 'salt', source: { url: `${SITE_URL}/salz` } }),
  // An earlier URL on the same host comes before an earlier slug of another article.
  article({ title: 'Floods', slug: 'high-water', addresses: [`${OLD}/floods/`] }),
  article({ title: 'Feed', slug: 'feed' }),
  article({ title: 'Harbours', slug: 'harbours-today', addresses: [`${OLD}/tag/harbours/`] }),
  article({ title: 'Mud', slug: 'mud', addresses: [`${OLD}/mud/`] }),
  article({
    title: 'Later',
    slug: 'later',
    status: 'SCHEDULED',
    publishedAt: LATER,
    addresses: [`${OLD}/2024/later/`, `${OLD}/?p=13`],
    source: { url: `${WIRE}/later` },
  }),
  article({
    title: 'Draft',
    slug: 'draft',
    status: 'DRAFT',
    addresses: [`${OLD}/draft/`],
    source: { url: `${WIRE}/draft` },
  }),
  article({
    title: 'Secret',
    slug: 'secret',
    isProtected: true,
    addresses: [`${OLD}/secret/`],
    source: { url: `${WIRE}/secret` },
  }),
];

let page: Stage;
beforeAll(async () => {
  page = await stage({ now: NOW, articles: ENTRIES });
  const withdrawn = ENTRIES.filter(({ slug }) => slug === 'mud');
  const at = new Date('2024-06-01T13:00:00Z');
  await deliver(page.db, { articles: withdrawn.map((mud) => ({ ...mud, status: 'DRAFT' })) }, at);
});
beforeEach(() => page.setNow(new Date('2024-06-02T00:00:00Z')));

const BOTH = `query ($url: String!) {
  resolve(url: $url) { __typename ... on Article { slug } ... on Redirect { to } }
  article(by: { url: $url }) { slug }
}`;

/** The results of both fields for a URL: the object or redirect, and the slug of the article. */
async function said(url: string): Promise<readonly [string | null, string | null]> {
  const { data, errors } = await page.ask(BOTH, { url });
  expect(errors).toBeUndefined();
  const { resolve, article: named } = data;
  const match = resolve?.slug ?? resolve?.to?.replace(SITE_URL, '→ ') ?? resolve?.__typename;
  return [match ?? null, named?.slug ?? null];
}

type Row = readonly [what: string, url: string, resolve: string | null, article: string | null];

const TABLE: readonly Row[] = [
  ['its current URL', `${SITE_URL}/tides`, 'tides', 'tides'],
  ['a slash at the end', `${SITE_URL}/tides/`, 'tides', 'tides'],
  ['a tracking parameter', `${SITE_URL}/tides?utm_source=mail`, 'tides', 'tides'],
  ['a fragment', `${SITE_URL}/tides#top`, 'tides', 'tides'],
  ['http', 'http://magazine.example/tides', 'tides', 'tides'],
  ['www.', 'https://www.magazine.example/tides', 'tides', 'tides'],
  ['a host in capitals', 'https://MAGAZINE.example/tides', 'tides', 'tides'],
  ['a path in capitals', `${SITE_URL}/TIDES`, '→ /tides', 'tides'],
  ['a percent-encoded path', `${SITE_URL}/t%69des`, 'tides', 'tides'],
  ['a slug that is an ending in other URLs', `${SITE_URL}/feed`, 'feed', 'feed'],
  ['an ending', `${SITE_URL}/tides/feed/`, '→ /tides', 'tides'],
  ['an earlier slug', `${SITE_URL}/ebb`, '→ /tides', 'tides'],
  ['an earlier slug in a wrong section', `${SITE_URL}/news/ebb.html`, '→ /tides', 'tides'],
  ['a wrong section', `${SITE_URL}/news/tides`, '→ /tides', 'tides'],
  [
    'an earlier slug that is the earlier URL of another',
    `${SITE_URL}/floods`,
    '→ /high-water',
    'high-water',
  ],
  ['its earlier URL', `${OLD}/2024/05/tides/`, '→ /tides', 'tides'],
  ['its earlier path on this site', `${SITE_URL}/2024/05/tides`, '→ /tides', 'tides'],
  [
    'its earlier URL with query and fragment',
    'http://www.OLD.example/2024/05/Tides?x=1#c',
    '→ /tides',
    'tides',
  ],
  ['its short URL', `${OLD}/?p=12`, '→ /tides', 'tides'],
  ['its short URL on this site', `${SITE_URL}/?p=12&fbclid=x`, '→ /tides', 'tides'],
  ['a custom URL', `${SITE_URL}/reports/when-water-leaves/`, '→ /tides', 'tides'],
  ['a URL with an accented letter', `${OLD}/2024/caf%C3%A9`, '→ /cafe', 'cafe'],
  ['an accented letter, not encoded', `${OLD}/2024/café/`, '→ /cafe', 'cafe'],
  ['a wrong section on the old host', `${OLD}/1999/tides`, '→ /tides', 'tides'],
  ['its original on this site', `${SITE_URL}/salz/`, '→ /salt', 'salt'],
  // The original still exists there: no redirect, but the URL identifies the article.
  ['its original on another site', `${WIRE}/water/tides`, null, 'tides'],
  [
    'its original in another spelling',
    'http://www.wire.example/water/tides/?utm_source=x',
    null,
    'tides',
  ],
  ['the path of its original on this site', `${SITE_URL}/water/tide`, null, null],
  ['the current URL of a topic', `${SITE_URL}/tag/harbours`, 'Topic', null],
  [
    'the URL of a topic on the old host',
    `${OLD}/tag/harbours/`,
    '→ /harbours-today',
    'harbours-today',
  ],
  ['the current URL of an author', `${SITE_URL}/author/ada/`, 'Author', null],
  ['a topic in a wrong section', `${SITE_URL}/category/news/oceans`, '→ /category/oceans', null],
  ['a withdrawn article', `${SITE_URL}/mud`, 'Gone', null],
  ['the earlier URL of a withdrawn article', `${OLD}/mud/`, 'Gone', null],
  ['the home page', `${SITE_URL}/`, null, null],
  ['the home page of an original', `${WIRE}/`, null, null],
  ['a search', `${SITE_URL}/?s=tides`, null, null],
  ['another post number', `${SITE_URL}/?p=120`, null, null],
  ['another slug', `${SITE_URL}/tides-2`, null, null],
  ['a broken encoding', `${SITE_URL}/%E0%A4%A`, null, null],
  ['another port', 'https://magazine.example:8443/tides', null, null],
  ['another host', 'https://stranger.example/2024/05/tides/', null, null],
  ['a host with the same beginning', 'https://magazine.example.evil/tides', null, null],
];

/** URLs of articles that readers cannot see: by slug, earlier URL and original. */
const HIDDEN = [
  ...['/later', '/draft', '/secret', '/x/later', '/2024/later/', '/?p=13', '/secret/feed/'],
].map((path) => SITE_URL + path);
const HIDDEN_ELSEWHERE = [
  ...['/2024/later/', '/?p=13', '/draft/', '/secret/'].map((path) => OLD + path),
  ...['/later', '/draft', '/secret'].map((path) => WIRE + path),
];

describe('resolve and article(by: { url })', () => {
  it.each(TABLE)('return consistent results for %s: %s', async (_what, url, match, slug) => {
    expect(await said(url)).toEqual([match, slug]);
  });

  it.each([...HIDDEN, ...HIDDEN_ELSEWHERE])('find no article at %s', async (url) => {
    expect(await said(url)).toEqual([null, null]);
  });

  it('find a scheduled article from its publication time on', async () => {
    page.setNow(LATER);
    expect(await said(`${SITE_URL}/later`)).toEqual(['later', 'later']);
    expect(await said(`${OLD}/?p=13`)).toEqual(['→ /later', 'later']);
    expect(await said(`${WIRE}/later`)).toEqual([null, 'later']);
  });

  it('accept the same paths', async () => {
    const { data, errors } = await page.ask(BOTH, { url: '/tides' });
    expect(data).toEqual({
      resolve: { __typename: 'Article', slug: 'tides' },
      article: { slug: 'tides' },
    });
    expect(errors).toBeUndefined();
  });

  it.each(['tides', '', 'mailto:ada@old.example', '//old.example/mud', 'https://'])(
    'refuse %j, which is neither a path nor an http or https URL',
    async (url) => {
      const { errors = [] } = await page.ask(BOTH, { url });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual([
        'INVALID_URL',
        'INVALID_URL',
      ]);
    },
  );

  it('cost one command together, for one URL or for many', async () => {
    await said(`${SITE_URL}/tides`);
    expect(page.commands).toEqual(['aggregate articles']);
    const many = TABLE.map(([, url]) => url).slice(0, 20);
    await page.ask(
      `{ ${many.map((url, n) => `a${n}: article(by: { url: "${url}" }) { slug }`).join(' ')} }`,
    );
    expect(page.commands).toEqual(['aggregate articles']);
  });

  it('return the same for a URL among many as for the URL alone', async () => {
    const { data } = await page.ask(
      `{ ${TABLE.map(([, url], n) => `a${n}: article(by: { url: "${url}" }) { slug }`).join(' ')} }`,
    );
    const slugs = TABLE.map((_, n) => data[`a${n}`]?.slug ?? null);
    expect(slugs).toEqual(TABLE.map(([, , , slug]) => slug));
  });

  it('examine only the documents they find', async () => {
    for (const url of [`${SITE_URL}/tides`, `${OLD}/?p=12`, `${WIRE}/water/tides`]) {
      const { costs } = await askExplained(page, BOTH, { url });
      expect([costs.length, excess(costs)]).toEqual([1, []]);
    }
  });
});

describe('a URL that very many articles have', () => {
  let crowd: Stage;
  beforeAll(async () => {
    const many = articles(200, () => ({
      addresses: [`${OLD}/all/`],
      source: { url: `${WIRE}/news` },
    }));
    const lone = { addresses: [`${OLD}/zebras/`], source: { url: `${WIRE}/zoo` } };
    crowd = await stage({ now: NOW, articles: [...many, article({ title: 'Lone', ...lone })] });
  });

  it('does not hide the matches of another URL in the same request', async () => {
    const { data } = await crowd.ask(`{
      all: resolve(url: "${OLD}/all/") { __typename }
      news: article(by: { url: "${WIRE}/news" }) { id }
      moved: resolve(url: "${OLD}/zebras") { ... on Redirect { to } }
      original: article(by: { url: "${WIRE}/zoo" }) { slug }
    }`);
    expect(data).toMatchObject({
      all: { __typename: 'Redirect' },
      news: { id: expect.any(String) },
      moved: { to: `${SITE_URL}/lone` },
      original: { slug: 'lone' },
    });
  });

  it('examines fewer than 60 documents', async () => {
    const { costs } = await askExplained(crowd, BOTH, { url: `${OLD}/all/` });
    expect(costs.length).toBe(1);
    expect(costs[0]?.examined).toBeLessThan(60);
  });
});
