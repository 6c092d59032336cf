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

/** Every way that leads to an article, and whether it has led to this one. */
const WAYS: readonly (readonly [name: string, leads: (slug: string) => Promise<boolean>])[] = [
  ['its slug', (slug) => leads(slug, `article(by: { slug: "${slug}" }) { slug }`)],
  ['an earlier slug', (slug) => leads(slug, `article(by: { slug: "old-${slug}" }) { slug }`)],
  ['its id', (slug) => leads(slug, `article(by: { id: "${globalId(slug)}" }) { slug }`)],
  ['its address', (slug) => leads(slug, by(`https://magazine.example/${slug}`))],
  ['the address it came from', (slug) => leads(slug, by(`https://source.example/${slug}`))],
  ['node', (slug) => leads(slug, `node(id: "${globalId(slug)}") { ... on Article { slug } }`)],
  ['nodes', (slug) => leads(slug, `nodes(ids: ["${globalId(slug)}"]) { ... on Article { slug } }`)],
  ['articles by id', (slug) => leads(slug, list(`filter: { ids: ["${globalId(slug)}"] }`))],
  ['articles by slug', (slug) => leads(slug, list(`filter: { slugs: ["${slug}"] }`))],
  [
    'articles by an earlier slug',
    (slug) => leads(slug, list(`filter: { slugs: ["old-${slug}"] }`)),
  ],
  ['the list of everything', (slug) => leads(slug, list('first: 50'))],
  ['the oldest of everything', (slug) => leads(slug, list('orderBy: OLDEST_FIRST'))],
  ['a topic’s list', (slug) => leads(slug, list('filter: { topic: { slug: "oceans" } }'))],
  ['an author’s list', (slug) => leads(slug, list('filter: { author: { slug: "ada" } }'))],
  ['a language’s list', (slug) => leads(slug, list('filter: { language: "en" }'))],
  ['a length’s list', (slug) => leads(slug, list('filter: { readingTime: { maxMinutes: 5 } }'))],
  ['a window', (slug) => leads(slug, list('filter: { published: { from: "2024-01-01" } }'))],
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
    'the node of a comment under it',
    (slug) => leads(slug, `node(id: "${commentId(slug)}") { ... on Comment { article { slug } } }`),
  ],
];

const HIDDEN = ['draft', 'archived', 'protected', 'scheduled'];

describe.each(HIDDEN)('an article that is %s', (slug) => {
  it.each(WAYS)('is not reached by %s', async (_name, leadsTo) => {
    expect(await leadsTo(slug)).toBe(false);
  });

  it('leaves nothing to be read of a comment under it', async () => {
    const { data } = await built.ask(`{ node(id: "${commentId(slug)}") { id } }`);

    expect(data.node).toBeNull();
  });
});

describe('an article that is published', () => {
  it.each(WAYS)('is reached by %s', async (name, leadsTo) => {
    expect(await leadsTo(name.startsWith('the node') ? 'first' : 'last')).toBe(true);
  });
});

/** Every number that articles are counted in. */
const COUNTS = `{
  site { articleCount }
  articles { totalCount }
  topic(by: { slug: "oceans" }) { articleCount articles { totalCount } }
  author(by: { slug: "ada" }) { articleCount articles { totalCount } }
}`;

describe('counts', () => {
  it('leave out what cannot be read', async () => {
    const { data } = await built.ask(COUNTS);

    expect(data).toEqual(countsOf(2));
  });

  it('leave out of the related what cannot be read', async () => {
    const { data } = await built.ask(`{ ${FIRST} { relatedPosts { totalCount } } }`);

    expect(data.article.relatedPosts.totalCount).toBe(1);
  });
});

describe('a scheduled article, from its moment on', () => {
  beforeAll(() => built.setNow(ITS_MOMENT));

  it.each(WAYS)('is reached by %s', async (_name, leadsTo) => {
    expect(await leadsTo('scheduled')).toBe(true);
  });

  it('is counted', async () => {
    const { data } = await built.ask(COUNTS);

    expect(data).toEqual(countsOf(3));
  });

  it('is counted among the related', async () => {
    const { data } = await built.ask(`{ ${FIRST} { relatedPosts { totalCount } } }`);

    expect(data.article.relatedPosts.totalCount).toBe(2);
  });

  it('cannot be read a millisecond before', async () => {
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

/** Whether an article's slug stands anywhere in the answer. */
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
