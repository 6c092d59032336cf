import { readFileSync } from 'node:fs';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import {
  buildSchema,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isIntrospectionType,
  isListType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  validate,
} from 'graphql';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { article, articles } from '../support/entries.js';
import { SITE_URL, type Stage, stage } from '../support/stage.js';

const PAGE = readFileSync('docs/clients.md', 'utf8');
const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter((type) => !isIntrospectionType(type) && type !== schema.getQueryType());
const withoutId = objects.filter((type) => type.getFields().id === undefined);

const LIST = gql`{
  articles(first: 5) {
    edges {
      node {
        id title image { url } readingTime { minutes } source { name } body { text }
        relatedPosts(first: 1) { nodes { id } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
  site { name }
}`;

const ARTICLE = gql`{
  article(by: { slug: "tides" }) {
    id title image { alt caption } readingTime { label } source { url } body { html }
    shares { total } relatedPosts(first: 4) { edges { score node { id } } }
  }
  site { url }
}`;

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      article({
        title: 'Tides',
        image: { url: 'https://pictures.example/t.jpg', alt: 'A tide', caption: 'At noon' },
        source: { name: 'The Wire', url: 'https://wire.example/t' },
      }),
      ...articles(8, () => ({ publishedAt: new Date('2020-01-01') })),
    ],
  });
});

describe('the Apollo cache of docs/clients.md', () => {
  it('shows a list, an article and the list again without repeating a request', async () => {
    const { client, requestCount } = clientWith(documentedCache());

    for (const query of [LIST, ARTICLE, LIST, ARTICLE]) await client.query({ query });

    expect(requestCount()).toBe(2);
  });

  it('is necessary: the default cache sends a second request', async () => {
    const warnings = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { client, requestCount } = clientWith(new InMemoryCache());

    for (const query of [LIST, ARTICLE, LIST]) await client.query({ query });

    expect(requestCount()).toBe(3);
    warnings.mockRestore();
  });

  it('keeps the fields of both queries', async () => {
    const { client } = clientWith(documentedCache());

    for (const query of [LIST, ARTICLE]) await client.query({ query });

    expect(client.readQuery({ query: ARTICLE })).toMatchObject({
      article: { image: { alt: 'A tide' } },
    });
    expect(client.readQuery({ query: LIST })).toMatchObject({
      articles: {
        edges: [{ node: { image: { url: 'https://pictures.example/t.jpg' } } }, {}, {}, {}, {}],
      },
    });
  });

  it('merges the pages of a list that is queried with edges', async () => {
    const query = gql(documentNamed('Articles').replace('first: 20', 'first: 5'));
    const { client } = clientWith(documentedCache());
    const { data } = await client.query({ query });

    const variables = { after: endCursorOf(data) };
    await client.query({ query, variables, fetchPolicy: 'network-only' });

    const joined = client.readQuery({ query, variables: {} });
    expect(joined).toMatchObject({
      articles: { edges: Array.from({ length: 9 }, () => ({ node: { __typename: 'Article' } })) },
    });
  });

  it('merges every object without an id that a field returns outside of lists', () => {
    const merged = [...snippet('new InMemoryCache').matchAll(/(\w+): \{ merge \}/g)].map(
      ([, name]) => name,
    );

    expect(merged.sort()).toEqual(single(withoutId).sort());
  });

  it('lists the possible types of every interface and union', () => {
    const documented = snippet('new InMemoryCache');
    const abstract = Object.values(schema.getTypeMap()).filter(isAbstractType);

    for (const type of abstract.filter((each) => !isIntrospectionType(each))) {
      const members = schema.getPossibleTypes(type).map(({ name }) => `'${name}'`);
      expect(documented).toContain(`${type.name}: [${members.sort().join(', ')}]`);
    }
  });
});

describe('docs/clients.md', () => {
  it('sets a Graphcache key for every type without an id', () => {
    const [, list = ''] = /typesWithoutId = \[(.*?)\]/s.exec(snippet('cacheExchange(')) ?? [];
    const names = [...list.matchAll(/'(\w+)'/g)].map(([, name]) => name);

    expect(names.sort()).toEqual(withoutId.map(({ name }) => name).sort());
  });

  it('sets a TypeScript type for every custom scalar of the schema', () => {
    const scalars = Object.values(schema.getTypeMap())
      .filter(isScalarType)
      .filter((type) => !isSpecifiedScalarType(type));

    expect(snippet('CodegenConfig')).toContain(
      `scalars: { ${scalars.map(({ name }) => `${name}: 'string'`).join(', ')} }`,
    );
  });

  it.each(['Articles', 'Page'])('has a valid operation %s', (name) => {
    expect(validate(schema, parse(documentNamed(name)))).toEqual([]);
  });
});

describe('README.md and docs', () => {
  it.each(['README.md', 'docs/clients.md'])('%s queries articles by edges', (path) => {
    expect(readFileSync(path, 'utf8')).not.toMatch(/articles\([^)]*\) \{[^}]*\bnodes\b/);
  });
});

/** The code block of the page that contains a text. */
function snippet(text: string): string {
  const blocks = [...PAGE.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const found = blocks.find((code) => code.includes(text));
  if (found === undefined)
    throw new Error(`Expected a code block with ${text} in docs/clients.md, found none.`);
  return found;
}

function documentNamed(name: string): string {
  return snippet(`query ${name}(`);
}

/** The Apollo cache that the code in the page creates. */
function documentedCache(): InMemoryCache {
  const code = snippet('new InMemoryCache')
    .replace(/^import .*$/gm, '')
    .replace('export const cache =', 'return');
  const make = new Function('InMemoryCache', 'relayStylePagination', code);
  const cache: unknown = make(InMemoryCache, relayStylePagination);
  if (cache instanceof InMemoryCache) return cache;
  throw new Error('Expected the code in docs/clients.md to create an InMemoryCache, found none.');
}

/** An Apollo client of the test gateway that counts its requests. */
function clientWith(cache: InMemoryCache) {
  let requests = 0;
  const link = new HttpLink({
    uri: `${SITE_URL}/graphql`,
    fetch: async (url, init) => {
      requests += 1;
      return built.app.handler.fetch(new Request(url, init));
    },
  });
  return { client: new ApolloClient({ cache, link }), requestCount: () => requests };
}

/** The names of those types that a field returns outside of lists and connections. */
function single(types: readonly GraphQLObjectType[]): string[] {
  const fields = [schema.getQueryType(), ...objects]
    .flatMap((type) => Object.values(type?.getFields() ?? {}))
    .filter(({ type }) => !isListType(getNullableType(type)));
  const given = new Set(fields.map(({ type }) => getNamedType(type).name));
  return types
    .map(({ name }) => name)
    .filter((name) => given.has(name) && !/Connection$|^PageInfo$/.test(name));
}

function endCursorOf(data: unknown): string {
  const [, cursor = ''] = /"endCursor":"(.*?)"/.exec(JSON.stringify(data)) ?? [];
  return cursor;
}
