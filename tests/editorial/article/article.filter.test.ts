import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import { articleIdOf, authorIdOf, topicIdOf } from '../../../src/publishing/identity.js';
import { article, author, category } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      article({
        title: 'Tides',
        authors: [author('Ada')],
        topics: [category('Oceans', 'science')],
        language: 'pt-BR',
        publishedAt: new Date('2024-05-01T08:00:00.000Z'),
      }),
      article({
        title: 'Salt',
        topics: [category('Science')],
        html: `<p>${'word '.repeat(3_000)}</p>`,
        publishedAt: new Date('2024-05-02T08:00:00.000Z'),
      }),
    ],
  });
});

const BOTH = ['salt', 'tides'];

describe('ArticleFilter.topic', () => {
  it.each([
    ['a slug', { slug: 'science' }],
    ['an id', { id: encodeGlobalId('Topic', topicIdOf('CATEGORY', 'science')) }],
  ])('selects a topic and its descendants by %s', async (_name, topic) => {
    expect(await slugsIn({ topic })).toEqual(BOTH);
  });

  it.each([
    ['a slug', { slug: 'nothing' }],
    ['an id', { id: encodeGlobalId('Topic', 'nothing') }],
  ])('refuses %s of an unknown topic', async (_name, topic) => {
    expect(await refusalOf({ topic })).toMatchObject({
      message: expect.stringMatching(
        /^Expected the id or slug of an existing topic, found the (id|slug) ".+"\.$/,
      ),
      extensions: { code: 'UNKNOWN_FILTER_VALUE' },
    });
  });

  it('refuses the id of another type', async () => {
    const id = encodeGlobalId('Article', 'x');

    expect(await codeOf({ topic: { id } })).toBe('INVALID_ID');
  });
});

describe('ArticleFilter.includeSubtopics', () => {
  it('excludes articles of descendants if false', async () => {
    expect(await slugsIn({ topic: { slug: 'science' }, includeSubtopics: false })).toEqual([
      'salt',
    ]);
  });

  it.each([true, null])('includes articles of descendants if %s', async (includeSubtopics) => {
    expect(await slugsIn({ topic: { slug: 'science' }, includeSubtopics })).toEqual(BOTH);
  });
});

describe('ArticleFilter.author', () => {
  it.each([
    ['a slug', { slug: 'ada' }],
    ['an id', { id: encodeGlobalId('Author', authorIdOf('test:Ada')) }],
  ])('selects an author by %s', async (_name, by) => {
    expect(await slugsIn({ author: by })).toEqual(['tides']);
  });

  it.each([
    ['a slug', { slug: 'nobody' }],
    ['an id', { id: encodeGlobalId('Author', 'nobody') }],
  ])('refuses %s of an unknown author', async (_name, by) => {
    expect(await codeOf({ author: by })).toBe('UNKNOWN_FILTER_VALUE');
    expect(await codeOf({ author: by, published: { from: '2024-05-03' } })).toBe(
      'UNKNOWN_FILTER_VALUE',
    );
  });

  it('returns an empty list for a known author without articles in the period', async () => {
    const id = encodeGlobalId('Author', authorIdOf('test:Ada'));

    expect(await slugsIn({ author: { id }, published: { from: '2024-05-03' } })).toEqual([]);
  });

  it('refuses an unknown id also if only the items or only the count are requested', async () => {
    const by = `author: { id: "${encodeGlobalId('Author', 'nobody')}" }`;

    for (const selection of ['totalCount', 'nodes { slug }', 'pageInfo { endCursor }']) {
      const { errors } = await built.ask(`{ articles(filter: { ${by} }) { ${selection} } }`);
      expect(errors?.[0]?.extensions.code, selection).toBe('UNKNOWN_FILTER_VALUE');
    }
  });

  it.each([
    ['a slug', { slug: 'ada' }, ['find authors', 'aggregate articles', 'find articles']],
    [
      'an id',
      { id: encodeGlobalId('Author', authorIdOf('test:Ada')) },
      ['aggregate articles', 'find articles'],
    ],
  ])('needs no additional command to check %s', async (_name, by, commands) => {
    await ask({ author: by });

    expect([...built.commands].sort()).toEqual([...commands].sort());
  });
});

describe('an unpublished topic or author in a filter', () => {
  const draft = article({
    title: 'Draft',
    status: 'DRAFT',
    authors: [author('Hidden')],
    topics: [category('Hidden')],
  });

  it.each([
    ['articles', 'topic: { slug: "$" }'],
    ['articles', 'author: { slug: "$" }'],
    ['topics', 'parent: { slug: "$" }'],
  ])('gets the same error as an unknown name: %s(filter: { %s })', async (list, filter) => {
    const page = await stage({ articles: [draft] });
    const askFor = (slug: string) =>
      page.ask(`{ ${list}(filter: { ${filter.replace('$', slug)} }) { totalCount } }`);

    const [unpublished, unknown] = [await askFor('hidden'), await askFor('secret')];

    expect(unpublished.errors?.[0]?.extensions.code).toBe('UNKNOWN_FILTER_VALUE');
    expect(JSON.stringify(unpublished)).toBe(
      JSON.stringify(unknown).replaceAll('secret', 'hidden'),
    );
  });

  it('gets the same error as an unknown author if it is given by id', async () => {
    const page = await stage({ articles: [draft] });
    const ids = [authorIdOf('test:Hidden'), 'nobody'].map((key) => encodeGlobalId('Author', key));

    for (const id of ids) {
      const { errors } = await page.ask(
        `{ articles(filter: { author: { id: "${id}" } }) { totalCount } }`,
      );
      expect(errors?.map(({ message }) => message)).toEqual([
        `Expected the id or slug of an existing author, found the id "${id}".`,
      ]);
    }
  });
});

describe('ArticleFilter.language', () => {
  it.each(['pt', 'pt-PT', 'PT-br', 'por'])(
    'uses only the primary language of %s',
    async (language) => {
      expect(await slugsIn({ language })).toEqual(['tides']);
    },
  );

  it('returns an empty list for a language without articles', async () => {
    expect(await slugsIn({ language: 'cy' })).toEqual([]);
  });

  it.each(['english', 'jp', 'xx-Latn'])(
    'refuses %s, which is not a known language',
    async (language) => {
      expect(await refusalOf({ language })).toMatchObject({
        message: `Expected the tag (BCP 47) of a known language such as "pt" or "pt-BR", found "${language}".`,
        extensions: { code: 'UNKNOWN_FILTER_VALUE' },
      });
    },
  );

  it.each(['und', 'mul', 'yue'])(
    'returns an empty list for %s, which no article has',
    async (language) => {
      expect(await slugsIn({ language })).toEqual([]);
    },
  );

  it('finds articles in a language that CLDR has no name for', async () => {
    const page = await stage({ articles: [article({ title: 'Rare', language: 'aab' })] });

    const { data } = await page.ask('{ articles(filter: { language: "aab" }) { totalCount } }');

    expect(data.articles.totalCount).toBe(1);
  });

  it.each(['', 'p', 'pt_BR', 'no language', '*'])(
    'refuses %j, which is not a language tag',
    async (language) => {
      expect(await refusalOf({ language })).toMatchObject({
        message: `Expected a language tag (BCP 47) such as "pt" or "pt-BR", found ${JSON.stringify(language)}.`,
        extensions: { code: 'BAD_USER_INPUT' },
      });
    },
  );
});

describe('ArticleFilter.readingTime', () => {
  it.each([
    [{ maxMinutes: 1 }, ['tides']],
    [{ minMinutes: 2 }, ['salt']],
    [{ minMinutes: 1, maxMinutes: 60 }, BOTH],
    [{ minMinutes: 61 }, []],
    [{}, BOTH],
  ])('accepts %j, both ends included', async (readingTime, slugs) => {
    expect(await slugsIn({ readingTime })).toEqual(slugs);
  });

  it.each([
    [{ minMinutes: 0 }, 'Expected minMinutes from 1 to 61, found 0.'],
    [{ minMinutes: 62 }, 'Expected minMinutes from 1 to 61, found 62.'],
    [{ maxMinutes: 0 }, 'Expected maxMinutes from 1 to 60, found 0.'],
    [{ maxMinutes: 61 }, 'Expected maxMinutes from 1 to 60, found 61.'],
    [{ minMinutes: 5, maxMinutes: 4 }, 'Expected minMinutes up to maxMinutes, found 5 and 4.'],
  ])('refuses %j', async (readingTime, message) => {
    expect(await refusalOf({ readingTime })).toMatchObject({
      message,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

describe('ArticleFilter.published', () => {
  it.each([
    [{ from: '2024-05-01T08:00:00.000Z' }, BOTH],
    [{ from: '2024-05-01T08:00:00.001Z' }, ['salt']],
    [{ until: '2024-05-02T08:00:00.000Z' }, ['tides']],
    [{ until: '2024-05-02T08:00:00.001Z' }, BOTH],
    [{ from: '2024-05-02', until: '2024-05-03' }, ['salt']],
    [{ from: '2024-05-03', until: '2024-05-01' }, []],
    [{}, BOTH],
  ])('accepts %j, including its start and excluding its end', async (published, slugs) => {
    expect(await slugsIn({ published })).toEqual(slugs);
  });
});

describe('ArticleFilter.ids', () => {
  const tides = encodeGlobalId('Article', articleIdOf('test:Tides'));

  it('returns only these articles, each once, and ignores those that do not exist', async () => {
    const ids = [tides, tides, encodeGlobalId('Article', 'nobody')];

    expect(await slugsIn({ ids })).toEqual(['tides']);
  });

  it('returns an empty list for no ids', async () => {
    expect(await slugsIn({ ids: [] })).toEqual([]);
  });

  it('refuses the id of another type', async () => {
    expect(await codeOf({ ids: [encodeGlobalId('Topic', 'x')] })).toBe('INVALID_ID');
  });
});

describe('ArticleFilter.slugs', () => {
  it('returns only these articles, each once, and ignores those that do not exist', async () => {
    expect(await slugsIn({ slugs: ['salt', 'salt', 'nothing'] })).toEqual(['salt']);
  });
});

describe('ArticleFilter.withoutIds', () => {
  it('excludes these articles', async () => {
    const tides = encodeGlobalId('Article', articleIdOf('test:Tides'));

    expect(await slugsIn({ withoutIds: [tides] })).toEqual(['salt']);
  });
});

describe.each([
  ['ids', encodeGlobalId('Article', 'x')],
  ['withoutIds', encodeGlobalId('Article', 'x')],
  ['slugs', 'x'],
])('ArticleFilter.%s', (name, each) => {
  it('accepts 100', async () => {
    const { errors } = await ask({ [name]: Array.from({ length: 100 }, () => each) });

    expect(errors).toBeUndefined();
  });

  it('refuses 101', async () => {
    expect(await refusalOf({ [name]: Array.from({ length: 101 }, () => each) })).toMatchObject({
      message: `Expected at most 100 ${name}, found 101.`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

function ask(filter: Readonly<Record<string, unknown>>) {
  return built.ask(
    'query ($filter: ArticleFilter) { articles(filter: $filter) { totalCount nodes { slug } } }',
    { filter },
  );
}

async function slugsIn(filter: Readonly<Record<string, unknown>>): Promise<string[]> {
  const { data, errors } = await ask(filter);
  expect(errors).toBeUndefined();
  expect(data.articles.totalCount).toBe(data.articles.nodes.length);
  return data.articles.nodes.map(({ slug }: { slug: string }) => slug);
}

async function refusalOf(filter: Readonly<Record<string, unknown>>) {
  const { errors = [] } = await ask(filter);
  return errors[0];
}

async function codeOf(filter: Readonly<Record<string, unknown>>): Promise<string | undefined> {
  return (await refusalOf(filter))?.extensions.code;
}
