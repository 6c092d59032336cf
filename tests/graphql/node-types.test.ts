import { beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { article, author, category } from '../support/entries.js';
import { type Stage, stage } from '../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [article({ title: 'Tides', authors: [author('Ada')], topics: [category('Oceans')] })],
  });
});

const STRANGERS = [
  'Site',
  'Query',
  'PageInfo',
  'ArticleBody',
  'String',
  'Node',
  'ArticleBy',
  'Foo',
];

describe('node', () => {
  it.each(['Article', 'Author', 'Comment', 'Topic'])(
    'is null for an unknown id of type %s',
    async (type) => {
      const { data, errors } = await built.ask(
        `{ node(id: "${encodeGlobalId(type, 'x')}") { id } }`,
      );

      expect(errors).toBeUndefined();
      expect(data.node).toBeNull();
    },
  );

  it.each(STRANGERS)('refuses an id of type %s, which it cannot read', async (type) => {
    const { errors } = await built.ask(`{ node(id: "${encodeGlobalId(type, 'x')}") { id } }`);

    expect(errors).toMatchObject([
      {
        message: `Expected an id of type Article, Author, Comment, Topic, found one of type "${type}".`,
        extensions: { code: 'INVALID_ID' },
      },
    ]);
  });
});

describe('nodes', () => {
  it('returns objects in the order of the ids, null for unknown ids, repeated ids repeatedly', async () => {
    const { data: known } = await built.ask(
      '{ article(by: { slug: "tides" }) { id authors { id } topics { id } } }',
    );
    const [one, two, three] = [known.article, ...known.article.authors, ...known.article.topics];
    const ids = [three.id, encodeGlobalId('Article', 'x'), one.id, two.id, one.id];

    const { data } = await built.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });

    expect(data.nodes.map((node: { id: string } | null) => node?.id ?? null)).toEqual([
      three.id,
      null,
      one.id,
      two.id,
      one.id,
    ]);
  });

  it('returns an empty list for no ids', async () => {
    const { data } = await built.ask('{ nodes(ids: []) { id } }');

    expect(data.nodes).toEqual([]);
  });

  it.each([
    [100, undefined],
    [101, 'Expected at most 100 ids, found 101.'],
  ])('for %i ids has the error %s', async (count, message) => {
    const ids = Array.from({ length: count }, (_, index) => encodeGlobalId('Topic', `x${index}`));

    const { errors } = await built.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids });

    expect(errors?.[0]?.message).toBe(message);
  });

  it('has null and an error for a malformed id, and an object for each other id', async () => {
    const { data: known } = await built.ask('{ article(by: { slug: "tides" }) { id } }');
    const ids = [known.article.id, 'no id', encodeGlobalId('Site', 'x'), known.article.id];

    const { data, errors } = await built.ask(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Article { slug } } }',
      { ids },
    );

    expect(data.nodes).toEqual([{ slug: 'tides' }, null, null, { slug: 'tides' }]);
    expect(errors).toMatchObject([
      {
        message: 'Expected a global id as an `id` field returns it, found "no id".',
        path: ['nodes', 1],
        extensions: { code: 'INVALID_ID' },
      },
      { path: ['nodes', 2], extensions: { code: 'INVALID_ID' } },
    ]);
    expect(built.commands).toEqual(['find articles']);
  });

  it.each(STRANGERS)('refuses an id of type %s', async (type) => {
    const { errors } = await built.ask(`{ nodes(ids: ["${encodeGlobalId(type, 'x')}"]) { id } }`);

    expect(errors?.[0]?.extensions.code).toBe('INVALID_ID');
  });
});
