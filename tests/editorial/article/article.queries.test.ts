import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { articleIdOf } from '../../../src/publishing/identity.js';
import { article } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      article({
        title: 'Tides',
        slug: 'tides',
        oldSlugs: ['ebb-and-flow'],
        source: { url: 'https://source.example/a?id=1' },
      }),
      article({
        title: 'Salt',
        source: { url: 'https://magazine.example/2024/05/salt/' },
        publishedAt: new Date('2024-05-02'),
      }),
      article({
        title: 'Salt again',
        source: { url: 'https://magazine.example/salz' },
        publishedAt: new Date('2024-05-03'),
      }),
      article({
        title: 'Twin, older',
        source: { url: 'https://source.example/twin' },
        publishedAt: new Date('2024-05-01'),
      }),
      article({
        title: 'Twin, newer',
        source: { url: 'https://source.example/twin' },
        publishedAt: new Date('2024-05-02'),
      }),
    ],
  });
});

describe('article(by: { slug })', () => {
  it('returns the article with that slug', async () => {
    expect(await slugOf({ slug: 'tides' })).toBe('tides');
  });

  it('returns the article by an earlier slug', async () => {
    expect(await slugOf({ slug: 'ebb-and-flow' })).toBe('tides');
  });

  it.each(['nothing', '', 'Tides', '"', '{"$gt":""}', '\u0000', '\ud800', 'x'.repeat(5_000)])(
    'is null for %j, which no article has',
    async (slug) => {
      expect(await slugOf({ slug })).toBeNull();
    },
  );
});

describe('article(by: { id })', () => {
  it('returns the article with that id', async () => {
    const id = encodeGlobalId('Article', articleIdOf('test:tides'));

    expect(await slugOf({ id })).toBe('tides');
  });

  it('is null for an id that no article has', async () => {
    expect(await slugOf({ id: encodeGlobalId('Article', 'nobody') })).toBeNull();
  });

  it('refuses the id of another type', async () => {
    const errors = await refusalOf({ id: encodeGlobalId('Topic', 'x') });

    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('Expected an id of type Article, found one of type Topic'),
        extensions: { code: 'INVALID_ID' },
      },
    ]);
  });
});

describe('article(by: { url })', () => {
  it.each([
    'https://magazine.example/tides',
    'https://magazine.example/tides/',
    'https://magazine.example/tides?utm_source=mail#top',
    'https://MAGAZINE.example/tides',
    'https://magazine.example/t%69des',
    'https://magazine.example/ebb-and-flow',
    'http://www.magazine.example/tides',
    'https://magazine.example/a/tides',
    '/tides',
    '/tides/?utm_source=mail',
    '/a/tides',
  ])('finds an article of this site at %s', async (url) => {
    expect(await slugOf({ url })).toBe('tides');
  });

  it('finds an article by the URL of its original', async () => {
    expect(await slugOf({ url: 'https://source.example/a?id=1' })).toBe('tides');
  });

  it('finds an article by the URL of its original on this site with another path', async () => {
    expect(await slugOf({ url: 'https://magazine.example/2024/05/salt/' })).toBe('salt');
  });

  it('finds an article by the URL of its original on this site with another slug', async () => {
    expect(await slugOf({ url: 'https://magazine.example/salz' })).toBe('salt-again');
  });

  it('finds the newest of several articles with the same original URL', async () => {
    expect(await slugOf({ url: 'https://source.example/twin' })).toBe('twin-newer');
  });

  it.each([
    '/',
    'http://localhost:3000/tides',
    'https://magazine.example/',
    'https://magazine.example/%E0%A4%A',
    'https://magazine.example:8443/tides',
    'https://magazine.example.evil/tides',
    'https://source.example/a',
    'https://source.example/',
  ])('is null for %s, which is not the URL of an article', async (url) => {
    expect(await slugOf({ url })).toBeNull();
  });

  it.each(['tides', 'javascript:alert(1)', 'ftp://magazine.example/tides', ''])(
    'refuses %j, which is neither a path nor an http or https URL',
    async (url) => {
      expect(await refusalOf({ url })).toMatchObject([
        {
          message: `Expected a path that begins with / or an absolute http or https URL, found ${JSON.stringify(url)}.`,
          extensions: { code: 'INVALID_URL' },
        },
      ]);
    },
  );
});

const BY = 'query ($by: ArticleBy!) { article(by: $by) { slug } }';

async function slugOf(by: Readonly<Record<string, string>>): Promise<string | null> {
  const { data, errors } = await built.ask(BY, { by });
  expect(errors).toBeUndefined();
  return data.article?.slug ?? null;
}

async function refusalOf(by: Readonly<Record<string, string>>) {
  const { data, errors } = await built.ask(BY, { by });
  expect(data).toEqual({ article: null });
  return errors;
}
