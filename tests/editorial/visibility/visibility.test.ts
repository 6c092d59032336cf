import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { articleIdOf, commentIdOf } from '../../../src/publishing/identity.js';
import { article, author, category } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

const NOW = new Date('2024-05-10T00:00:00Z');
const ITS_MOMENT = new Date('2024-05-20T00:00:00Z');

let built: Stage;

beforeAll(async () => {
  built = await stage({
    now: NOW,
    articles: [
      entry('first', { publishedAt: new Date('2024-05-01') }),
      entry('draft', { status: 'DRAFT' }),
      entry('archived', { status: 'ARCHIVED' }),
      entry('protected', { isProtected: true }),
      entry('last', { publishedAt: new Date('2024-05-03') }),
      entry('scheduled', { status: 'SCHEDULED', publishedAt: ITS_MOMENT }),
    ],
  });
  await built.stores.article.setRelated(
    new Map([
      [
        idOf('first'),
        [...HIDDEN, 'last'].map((slug, place) => ({
          articleId: idOf(slug),
          score: 0.9 - place / 10,
          sharedTopicIds: [],
          sharedTerms: [],
        })),
      ],
    ]),
  );
});

/** All ways to read an article, and whether the article with a slug is returned. */
const WAYS: readonly (readonly [name: string, leads: (slug: string) => Promise<boolean>])[] = [
  ['its slug', (slug) => leads(slug, `article(by: { slug: "${slug}" }) { slug }`)],
  ['an earlier slug', (slug) => leads(slug, `article(by: { slug: "old-${slug}" }) { slug }`)],
  ['its id', (slug) => leads(slug, `article(by: { id: "${globalId(slug)}" }) { slug }`)],
  ['its URL', (slug) => leads(slug, by(`https://magazine.example/${slug}`))],
  ['the URL of its original', (slug) => leads(slug, by(`https://source.example/${slug}`))],
  ['node', (slug) => leads(slug, `node(id: "${globalId(slug)}") { ... on Article { slug } }`)],
  ['nodes', (slug) => leads(slug, `nodes(ids: ["${globalId(slug)}"]) { ... on Article { slug } }`)],
  ['articles by id', (slug) => leads(slug, list(`filter: { ids: ["${globalId(slug)}"] }`))],
  ['articles by slug', (slug) => leads(slug, list(`filter: { slugs: ["${slug}"] }`))],
  [
    'articles by an earlier slug',
    (slug) => leads(slug, list(`filter: { slugs: ["old-${slug}"] }`)),
  ],
  ['the list of all articles', (slug) => leads(slug, list('first: 50'))],
  ['the list of all articles, oldest first', (slug) => leads(slug, list('orderBy: OLDEST_FIRST'))],
  ['the list of a topic', (slug) => leads(slug, list('filter: { topic: { slug: "oceans" } }'))],
  ['the list of an author', (slug) => leads(slug, list('filter: { author: { slug: "ada" } }'))],
  ['the list of a language', (slug) => leads(slug, list('filter: { language: "en" }'))],
  [
    'the list of a reading time',
    (slug) => leads(slug, list('filter: { readingTime: { maxMinutes: 5 } }')),
  ],
  [
    'a publication window',
    (slug) => leads(slug, list('filter: { published: { from: "2024-01-01" } }')),
  ],
  [
    'Topic.articles',
    (slug) => leads(slug, 'topic(by: { slug: "oceans" }) { articles { nodes { slug } } }'),
  ],
  [
    'Author.articles',
    (slug) => leads(slug, 'author(by: { slug: "ada" }) { articles { nodes { slug } } }'),
  ],
  ['relatedPosts', (slug) => leads(slug, `${FIRST} { relatedPosts { nodes { slug } } }`)],
  [
    'previous and next',
    (slug) =>
      leads(slug, `${FIRST} { next { slug } } last: ${LAST} { previous { slug } next { slug } }`),
  ],
  [
    'previous and next within the topic',
    (slug) =>
      leads(
        slug,
        `${FIRST} { next(within: TOPIC) { slug } }
         last: ${LAST} { previous(within: TOPIC) { slug } next(within: TOPIC) { slug } }`,
      ),
  ],
  [
    'the node of one of its comments',
    (slug) => leads(slug, `node(id: "${commentId(slug)}") { ... on Comment { article { slug } } }`),
  ],
];

const HIDDEN = ['draft', 'archived', 'protected', 'scheduled'];

describe.each(HIDDEN)('an article that is %s', (slug) => {
  it.each(WAYS)('is not returned by %s', async (_name, leadsTo) => {
    expect(await leadsTo(slug)).toBe(false);
  });

  it('hides its comments', async () => {
    const { data } = await built.ask(`{ node(id: "${commentId(slug)}") { id } }`);

    expect(data.node).toBeNull();
  });
});

describe('an article that is published', () => {
  it.each(WAYS)('is returned by %s', async (name, leadsTo) => {
    expect(await leadsTo(name.startsWith('the node') ? 'first' : 'last')).toBe(true);
  });
});

/** All fields that count articles. */
const COUNTS = `{
  site { articleCount }
  articles { totalCount }
  topic(by: { slug: "oceans" }) { articleCount articles { totalCount } }
  author(by: { slug: "ada" }) { articleCount articles { totalCount } }
}`;

describe('counts', () => {
  it('exclude articles that readers cannot see', async () => {
    const { data } = await built.ask(COUNTS);

    expect(data).toEqual(countsOf(2));
  });

  it('exclude related articles that readers cannot see', async () => {
    const { data } = await built.ask(`{ ${FIRST} { relatedPosts { totalCount } } }`);

    expect(data.article.relatedPosts.totalCount).toBe(1);
  });
});

describe('a scheduled article, from its publication time on', () => {
  beforeAll(() => built.setNow(ITS_MOMENT));

  it.each(WAYS)('is returned by %s', async (_name, leadsTo) => {
    expect(await leadsTo('scheduled')).toBe(true);
  });

  it('is counted', async () => {
    const { data } = await built.ask(COUNTS);

    expect(data).toEqual(countsOf(3));
  });

  it('is counted as a related article', async () => {
    const { data } = await built.ask(`{ ${FIRST} { relatedPosts { totalCount } } }`);

    expect(data.article.relatedPosts.totalCount).toBe(2);
  });

  it('is not returned one millisecond before', async () => {
    built.setNow(new Date(ITS_MOMENT.getTime() - 1));
    const before = await leads('scheduled', list('first: 50'));
    built.setNow(ITS_MOMENT);

    expect(before).toBe(false);
  });
});

const FIRST = 'article(by: { slug: "first" })';
const LAST = 'article(by: { slug: "last" })';

function by(url: string): string {
  return `article(by: { url: "${url}" }) { slug }`;
}

function list(args: string): string {
  return `articles(${args}) { nodes { slug } }`;
}

/** Runs a query and returns whether the result contains the slug. */
async function leads(slug: string, selection: string): Promise<boolean> {
  const { data, errors } = await built.ask(`{ ${selection} }`);
  expect(errors).toBeUndefined();
  return JSON.stringify(data).includes(`{"slug":"${slug}"}`);
}

function countsOf(count: number) {
  const counted = { articleCount: count, articles: { totalCount: count } };
  return {
    site: { articleCount: count },
    articles: { totalCount: count },
    topic: counted,
    author: counted,
  };
}

function entry(slug: string, more: Partial<ArticleEntry>): ArticleEntry {
  return article({
    title: slug,
    slug,
    oldSlugs: [`old-${slug}`],
    publishedAt: new Date('2024-05-02'),
    authors: [author('Ada')],
    topics: [category('Oceans')],
    source: { url: `https://source.example/${slug}` },
    comments: [
      { identity: 'c', authorName: 'Kim', body: 'So?', status: 'APPROVED', createdAt: NOW },
    ],
    ...more,
  });
}

function idOf(slug: string): string {
  return articleIdOf(`test:${slug}`);
}

function globalId(slug: string): string {
  return encodeGlobalId('Article', idOf(slug));
}

function commentId(slug: string): string {
  return encodeGlobalId('Comment', commentIdOf(idOf(slug), 'c'));
}
