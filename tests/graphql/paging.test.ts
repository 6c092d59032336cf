import { beforeAll, describe, expect, it } from 'vitest';
import { article, author, category } from '../support/entries.js';
import { type Stage, stage } from '../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      article({
        title: 'Tides',
        authors: [author('Ada')],
        topics: [category('Oceans')],
        comments: [
          {
            identity: 'c',
            authorName: 'Kim',
            body: 'So?',
            status: 'APPROVED',
            createdAt: new Date('2024-05-02'),
          },
        ],
      }),
    ],
  });
});

const TIDES = 'article(by: { slug: "tides" })';

/** All lists of the schema, with paging arguments. */
const LISTS: readonly (readonly [name: string, query: (args: string) => string])[] = [
  ['articles', (args) => `{ articles(${args}) { totalCount nodes { id } } }`],
  ['topics', (args) => `{ topics(${args}) { nodes { id } } }`],
  ['authors', (args) => `{ authors(${args}) { nodes { id } } }`],
  [
    'Topic.articles',
    (args) => `{ topic(by: { slug: "oceans" }) { articles(${args}) { nodes { id } } } }`,
  ],
  [
    'Topic.children',
    (args) => `{ topic(by: { slug: "oceans" }) { children(${args}) { nodes { id } } } }`,
  ],
  [
    'Author.articles',
    (args) => `{ author(by: { slug: "ada" }) { articles(${args}) { nodes { id } } } }`,
  ],
  ['Article.relatedPosts', (args) => `{ ${TIDES} { relatedPosts(${args}) { nodes { id } } } }`],
  ['Article.comments', (args) => `{ ${TIDES} { comments(${args}) { nodes { id } } } }`],
  [
    'Comment.allReplies',
    (args) => `{ ${TIDES} { comments { nodes { allReplies(${args}) { nodes { id } } } } } }`,
  ],
];

describe.each(LISTS)('%s', (_name, query) => {
  it.each([
    'first: 1',
    'first: 100',
    'last: 1',
    'last: 100',
    'first: null, last: 2',
    'after: null',
  ])('accepts (%s)', async (args) => {
    const { errors } = await built.ask(query(args));

    expect(errors).toBeUndefined();
  });

  it.each([
    ['first: 0', 'Expected `first` from 1 to 100, found 0.'],
    ['first: -1', 'Expected `first` from 1 to 100, found -1.'],
    ['first: 101', 'Expected `first` from 1 to 100, found 101.'],
    ['last: 0', 'Expected `last` from 1 to 100, found 0.'],
    ['last: -1', 'Expected `last` from 1 to 100, found -1.'],
    ['last: 101', 'Expected `last` from 1 to 100, found 101.'],
    ['first: 2147483647', 'Expected `first` from 1 to 100, found 2147483647.'],
  ])('refuses (%s)', async (args, message) => {
    const { errors } = await built.ask(query(args));

    expect(errors).toMatchObject([{ message, extensions: { code: 'INVALID_PAGE_SIZE' } }]);
  });

  it.each([
    ['first: 1, last: 1', 'Expected `first` or `last`, found both.'],
    [
      'after: "a", before: "b"',
      'Expected `after` (with `first`) or `before` (with `last`), found both.',
    ],
    [
      'last: 1, after: "a"',
      'Expected `last` with `before`, found it with `after`: use `first` with `after`.',
    ],
    [
      'first: 1, before: "a"',
      'Expected `first` with `after`, found it with `before`: use `last` with `before`.',
    ],
  ])('refuses (%s)', async (args, message) => {
    const { errors } = await built.ask(query(args));

    expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('refuses text that is not a cursor', async () => {
    const { errors } = await built.ask(query('after: "nonsense"'));

    expect(errors).toMatchObject([
      {
        message: 'Expected a cursor from an earlier page of this list, found "nonsense".',
        extensions: { code: 'INVALID_CURSOR' },
      },
    ]);
  });
});

describe('a page', () => {
  it('has no cursors if it is empty', async () => {
    const { data } = await built.ask(
      `{ topic(by: { slug: "oceans" }) { children {
        edges { cursor } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } }`,
    );

    expect(data.topic.children).toEqual({
      edges: [],
      pageInfo: { startCursor: null, endCursor: null, hasNextPage: false, hasPreviousPage: false },
    });
  });

  it('returns the cursors of its first and its last item', async () => {
    const { data } = await built.ask(
      '{ articles { edges { cursor } pageInfo { startCursor endCursor } } }',
    );

    const [{ cursor }] = data.articles.edges;
    expect(data.articles.pageInfo).toEqual({ startCursor: cursor, endCursor: cursor });
  });
});

describe('BROADSHEET_MAX_PAGE_SIZE', () => {
  it('is the largest page, and the default page where that is larger', async () => {
    const { ask } = await stage({
      articles: Array.from({ length: 6 }, (_, n) => article({ title: `Story ${n}` })),
      env: { BROADSHEET_MAX_PAGE_SIZE: '5' },
    });

    expect((await ask('{ articles { nodes { id } } }')).data.articles.nodes).toHaveLength(5);
    expect((await ask('{ articles(first: 6) { nodes { id } } }')).errors).toMatchObject([
      {
        message: 'Expected `first` from 1 to 5, found 6.',
        extensions: { code: 'INVALID_PAGE_SIZE' },
      },
    ]);
  });
});
