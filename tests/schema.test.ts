import { readFileSync } from 'node:fs';
import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isNullableType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { printedSchema } from '../src/commands/schema.js';
import { createSchema } from '../src/graphql/schema.js';
import { article, author, category } from './support/entries.js';
import { type Stage, stage } from './support/stage.js';

type Field = GraphQLField<unknown, unknown>;

/** Lists of objects without pages, and the reason why each is short. */
const BOUNDED_LISTS: Readonly<Record<string, string>> = {
  'Article.authors': 'a byline',
  'Article.links': 'the links of one text',
  'Article.topics': 'the topics of one article',
  'ArticleShares.byChannel': 'one for each channel',
  'Comment.replies': 'its argument `first`; `allReplies` has pages',
  'Query.nodes': 'as many as ids were given, at most 100',
  'RelatedPostEdge.sharedTopics': 'reasons, five at most',
  'Topic.ancestors': 'the depth of the tree',
};

/**
 * Fields of an article that read another collection. They are nullable: an error in one must not
 * make the whole article null.
 */
const OTHER_SUBJECTS = ['comments', 'next', 'previous', 'relatedPosts', 'shares'];

/**
 * Words that must not appear in descriptions. Readers of the schema had to read sentences with them
 * twice: metaphors of place and speech, and inversions, for which a plain term exists.
 */
const DENIED =
  /\b(told|tells|stands?|stood|behind|beneath|hangs?|lies|parted|passed (on|over)|goes with|nothing is said|nobody|for ever|will do|how often|so (many|long)|whatever|yet to come|moment)\b/i;

/** Statements that client developers need in the description of a field or an argument. */
const PROMISED: readonly (readonly [name: string, says: RegExp])[] = [
  ['Article.comments', /Null only if reading them failed/],
  ['Article.relatedPosts', /Null only if reading them failed/],
  ['Article.shares', /Null only if reading it failed/],
  ['Comment.replies', /Use it to show .* use `allReplies` when/],
  ['Comment.allReplies', /Use it when .* `replies` is simpler/],
  ['Article.wordCount', /`readingTime\.words` is the same number/],
  ['ReadingTime.words', /equal to `Article\.wordCount`/],
  ['RelatedFilter', /no language condition, since related articles always have the language/],
  ['Query.resolve', /Null if nothing is found .* and for the home page `\/`/],
  ['Query.resolve.url', /pass the path .* development server, .* Tracking parameters \(`utm_…`/],
  ['ArticleBy.url', /a path or an absolute URL, as `resolve` takes it/],
  ['Query.nodes', /for a malformed id it is null with an error `INVALID_ID`/],
  ['ArticleConnection.edges', /Use `edges` when you load several pages/],
  ['ArticleFilter.topic', /`UNKNOWN_FILTER_VALUE` if the topic does not exist/],
  ['ArticleFilter.author', /`UNKNOWN_FILTER_VALUE` if the author does not exist/],
  ['ArticleFilter.language', /`UNKNOWN_FILTER_VALUE` for a tag that is no known language/],
  ['TopicFilter.parent', /`UNKNOWN_FILTER_VALUE` if it does not exist/],
  ['RelatedFilter.topic', /`UNKNOWN_FILTER_VALUE` if the topic does not exist/],
];

const schema = createSchema();
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
);
const objects = types.filter(isObjectType);
const fields = objects.flatMap((type) =>
  Object.values(type.getFields()).map((field) => ({ name: `${type.name}.${field.name}`, field })),
);

describe('schema.graphql', () => {
  it('equals the schema that the code builds', () => {
    expect(readFileSync('schema.graphql', 'utf8')).toBe(printedSchema());
  });
});

describe('the schema', () => {
  it('describes every type, field, argument and value', () => {
    const named = types.flatMap(described);

    expect(named.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  });

  it('begins every description with a capital and ends it with a full stop', () => {
    const loose = types
      .flatMap(described)
      .filter(({ description }) => !/^\p{Lu}.*[.]$/su.test(description ?? ''));

    expect(loose.map(({ name, description }) => `${name}: ${description}`)).toEqual([]);
  });

  it('uses none of the denied words in descriptions', () => {
    const unclear = types
      .flatMap(described)
      .filter(({ description }) => DENIED.test(description ?? ''));

    expect(unclear.map(({ name, description }) => `${name}: ${description}`)).toEqual([]);
  });

  it('says when a nullable field of an object is null', () => {
    const silent = fields
      .filter(({ field }) => isNullableType(field.type))
      .filter(({ field }) => !/\b[Nn]ull\b/.test(field.description ?? ''));

    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it.each(PROMISED)('describes %s with the required statement', (name, says) => {
    const found = types.flatMap(described).find((each) => each.name === name);

    expect(found?.description).toMatch(says);
  });

  it('writes types in PascalCase, fields and arguments in camelCase, values in capitals', () => {
    const names = types.flatMap(described).map(({ name }) => name);
    const wellFormed = /^[A-Z][A-Za-z]*(\.([a-z][A-Za-z]*(\.[a-z][A-Za-z]*)?|[A-Z]+(_[A-Z]+)*))?$/;

    expect(names.filter((name) => !wellFormed.test(name))).toEqual([]);
  });

  it('returns lists of objects as connections, except for those known to be short', () => {
    const lists = fields
      .filter(({ field }) => isListType(getNullableType(field.type)))
      .filter(({ field }) => !isLeaf(getNamedType(field.type)))
      .filter(({ name }) => !/Connection\.(edges|nodes)$/.test(name));

    expect(lists.map(({ name }) => name).sort()).toEqual(Object.keys(BOUNDED_LISTS));
  });

  it('has edges, nodes, pageInfo and totalCount in every connection', () => {
    const connections = objects.filter(({ name }) => name.endsWith('Connection'));

    expect(connections.length).toBeGreaterThan(0);
    for (const connection of connections) {
      const parts = Object.values(connection.getFields()).map(({ name, type }) => [
        name,
        `${type}`,
      ]);
      const [, node] = parts.find(([name]) => name === 'nodes') ?? [];
      expect(parts, connection.name).toEqual([
        ['edges', `[${connection.name.replace(/Connection$/, 'Edge')}!]!`],
        ['nodes', node],
        ['pageInfo', 'PageInfo!'],
        ['totalCount', 'Int!'],
      ]);
    }
  });

  it('has the arguments first, after, last and before on every connection field', () => {
    const others = fields
      .filter(({ field }) => isConnection(field))
      .filter(({ field }) =>
        ['first', 'after', 'last', 'before'].some((name) => !argument(field, name)),
      );

    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it('lists the orders of every connection with orderBy', () => {
    const silent = fields
      .filter(({ field }) => isConnection(field) && argument(field, 'orderBy'))
      .filter(({ field }) => !/Orders: [A-Z_]+ \(the default\)/.test(field.description ?? ''));

    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it('makes the fields that return one object by key nullable', () => {
    const byName = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
      (field) => argument(field, 'by') ?? argument(field, 'id'),
    );

    expect(byName.map(({ name }) => name).sort()).toEqual(['article', 'author', 'node', 'topic']);
    expect(byName.filter(({ type }) => isNonNullType(type))).toEqual([]);
  });

  it('makes the fields of an article that read another collection nullable', () => {
    const article = schema.getType('Article');
    const parts = isObjectType(article) ? article.getFields() : {};

    expect(
      OTHER_SUBJECTS.filter((name) => !parts[name] || isNonNullType(parts[name].type)),
    ).toEqual([]);
    expect(`${parts.authors?.type} ${parts.topics?.type}`).toBe('[Author!]! [Topic!]!');
  });
});

describe('an explicit null', () => {
  let gateway: Stage;

  beforeAll(async () => {
    const tides = category('Tides', 'Sea');
    gateway = await stage({
      articles: [article({ title: 'Ebb', authors: [author('Ada')], topics: [tides] })],
      topics: [category('Sea'), tides],
      env: { BROADSHEET_MAX_COMPLEXITY: '10000000' },
    });
  });

  for (const root of ['articles', 'authors', 'topics']) {
    it(`equals a missing argument for each argument of ${root} and of its fields`, async () => {
      const field = schema.getQueryType()?.getFields()[root];
      if (field === undefined) throw new Error(`no field ${root}`);

      const { data, errors } = await gateway.ask(`{ ${selectionOf(field, 3)} }`);

      expect(errors).toBeUndefined();
      expect(data[root].nodes).not.toEqual([]);
    });
  }
});

/** All named parts of a type, with their descriptions. */
function described(type: GraphQLNamedType): Described[] {
  return [
    { name: type.name, description: type.description },
    ...partsOf(type).flatMap((part) => [
      { name: `${type.name}.${part.name}`, description: part.description },
      ...(part.args ?? []).map(({ name, description }) => ({
        name: `${type.name}.${part.name}.${name}`,
        description,
      })),
    ]),
  ];
}

interface Described {
  readonly name: string;
  readonly description: string | null | undefined;
}

function partsOf(
  type: GraphQLNamedType,
): readonly (Described & { readonly args?: readonly Described[] })[] {
  if (isEnumType(type)) return type.getValues();
  return 'getFields' in type ? Object.values(type.getFields()) : [];
}

function isConnection({ type }: Field): boolean {
  return getNamedType(type).name.endsWith('Connection');
}

function isLeaf(type: GraphQLNamedType): boolean {
  return !('getFields' in type) || isInputObjectType(type);
}

function argument(field: Field, name: string): GraphQLArgument | undefined {
  return field.args.find((each) => each.name === name);
}

/** A selection of a field and its subfields, with null for each optional argument. */
function selectionOf(field: Field, depth: number): string {
  const nulls = field.args.filter(({ type }) => isNullableType(type));
  const args = nulls.length === 0 ? '' : `(${nulls.map(({ name }) => `${name}: null`).join(', ')})`;
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return `${field.name}${args}`;
  const below = Object.values(type.getFields())
    .filter((each) => !each.args.some(({ type }) => isNonNullType(type)))
    .filter((each) => isLeaf(getNamedType(each.type)) || depth > 0)
    .map((each) => selectionOf(each, depth - 1));
  return `${field.name}${args} { __typename ${below.join(' ')} }`;
}
