import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stage } from '../support/stage.js';
import { postQuery, refusalIn } from './exchange.js';

let built: Stage;

beforeAll(async () => {
  built = await stage();
});

describe('a document that is no GraphQL', () => {
  it.each([
    ['{', 'Syntax Error: Expected Name, found <EOF>.'],
    ['', 'Syntax Error: Unexpected <EOF>.'],
    ['{ site { name }', 'Syntax Error: Expected Name, found <EOF>.'],
    ['{ site(name: ) { url } }', 'Syntax Error: Unexpected ")".'],
    ['hello', 'Syntax Error: Unexpected Name "hello".'],
    ['{ site { name } \u0000 }', 'Syntax Error: Unexpected character: U+0000.'],
  ])('is refused: %j', async (query, message) => {
    expect(await refusalIn(await postQuery(built, { query }))).toEqual({
      status: 200,
      code: 'GRAPHQL_PARSE_FAILED',
      message,
    });
  });
});

describe('a document that asks for what there is not', () => {
  it.each([
    [
      '{ sites { name } }',
      'Cannot query field "sites" on type "Query". Did you mean "site" or "nodes"?',
    ],
    ['{ site { foo } }', 'Cannot query field "foo" on type "Site".'],
    ['{ site(foo: 1) { name } }', 'Unknown argument "foo" on field "Query.site".'],
    [
      '{ site }',
      'Field "site" of type "Site!" must have a selection of subfields. Did you mean "site { ... }"?',
    ],
    ['{ site { ...F } }', 'Unknown fragment "F".'],
    ['{ site { ... on Zebra { name } } }', 'Unknown type "Zebra".'],
    ['{ site @secret { name } }', 'Unknown directive "@secret".'],
    [
      '{ topic { name } }',
      'Field "topic" argument "by" of type "TopicBy!" is required, but it was not provided.',
    ],
    ['query ($a: Int) { site { name } }', 'Variable "$a" is never used.'],
    ['{ articles(first: $n) { totalCount } }', 'Variable "$n" is not defined.'],
    ['mutation { a }', 'Expected a query, found a mutation: this schema has none.'],
    ['subscription { a }', 'Expected a query, found a subscription: this schema has none.'],
  ])('is refused: %s', async (query, message) => {
    expect(await refusalIn(await postQuery(built, { query }))).toEqual({
      status: 200,
      code: 'GRAPHQL_VALIDATION_FAILED',
      message,
    });
  });
});

describe('a wrong value in a document', () => {
  it.each([
    ['{ articles(first: 2.5) { totalCount } }', 'Int cannot represent non-integer value: 2.5'],
    ['{ articles(first: "2") { totalCount } }', 'Int cannot represent non-integer value: "2"'],
    ['{ articles(after: 3) { totalCount } }', 'String cannot represent a non string value: 3'],
    [
      '{ articles(orderBy: ZZZ) { totalCount } }',
      'Value "ZZZ" does not exist in "ArticleOrder" enum.',
    ],
    [
      '{ articles(filter: { foo: 1 }) { totalCount } }',
      'Field "foo" is not defined by type "ArticleFilter".',
    ],
    ['{ topic(by: null) { name } }', 'Expected value of type "TopicBy!", found null.'],
    ['{ article(by: {}) { slug } }', 'Expected exactly one key in ArticleBy, found none.'],
    [
      '{ article(by: { slug: "a", id: "b" }) { slug } }',
      'Expected exactly one key in ArticleBy, found slug and id.',
    ],
    [
      '{ article(by: { slug: null }) { slug } }',
      '`slug` must not be null: ArticleBy needs one key with a value.',
    ],
    [
      '{ articles(filter: { topic: [{ slug: "a" }, { slug: "b" }] }) { totalCount } }',
      'Expected one topic only, found a list.',
    ],
    [
      '{ articles(filter: { author: [{ slug: "a" }] }) { totalCount } }',
      'Expected one author only, found a list.',
    ],
    [
      '{ articles(filter: { topic: { slug: ["a", "b"] } }) { totalCount } }',
      'String cannot represent a non string value: ["a", "b"]: expected one value only, found a list.',
    ],
    [
      '{ articles(orderBy: "OLDEST_FIRST") { totalCount } }',
      'Expected a value of the enum ArticleOrder, found the string "OLDEST_FIRST": write it without quotes.',
    ],
    [
      '{ articles(orderBy: "OLDEST_FRST") { totalCount } }',
      'Expected a value of the enum ArticleOrder, found the string "OLDEST_FRST": write it without quotes. Did you mean the enum value "OLDEST_FIRST" or "NEWEST_FIRST"?',
    ],
  ])('is refused: %s', async (query, message) => {
    expect(await refusalIn(await postQuery(built, { query }))).toEqual({
      status: 200,
      code: 'BAD_USER_INPUT',
      message,
    });
  });
});

describe('a wrong variable', () => {
  it.each([
    [
      'query ($v: Int) { articles(first: $v) { totalCount } }',
      'x',
      'Variable "$v" got invalid value "x"; Int cannot represent non-integer value: "x"',
    ],
    [
      'query ($v: TopicBy!) { topic(by: $v) { name } }',
      null,
      'Variable "$v" of non-null type "TopicBy!" must not be null.',
    ],
    [
      'query ($v: ArticleBy!) { article(by: $v) { slug } }',
      {},
      'Variable "$v" got invalid value {}; Exactly one key must be specified for OneOf type "ArticleBy".',
    ],
    [
      'query ($v: ArticleBy!) { article(by: $v) { slug } }',
      { slug: 'a', id: 'b' },
      'Variable "$v" got invalid value { slug: "a", id: "b" }; Exactly one key must be specified for OneOf type "ArticleBy".',
    ],
    [
      'query ($v: ArticleBy!) { article(by: $v) { slug } }',
      { slug: null },
      'Variable "$v" got invalid value null at "v.slug"; `slug` must not be null.',
    ],
    [
      'query ($v: ArticleFilter) { articles(filter: $v) { totalCount } }',
      { topic: [{ slug: 'a' }, { slug: 'b' }] },
      'Variable "$v" got invalid value [{ slug: "a" }, { slug: "b" }] at "v.topic"; Expected one topic only, found a list.',
    ],
    [
      'query ($v: ArticleOrder) { articles(orderBy: $v) { totalCount } }',
      'ZZZ',
      'Variable "$v" got invalid value "ZZZ"; Value "ZZZ" does not exist in "ArticleOrder" enum.',
    ],
  ])('is refused: %s with %j', async (query, v, message) => {
    expect(await refusalIn(await postQuery(built, { query, variables: { v } }))).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
      message,
    });
  });

  it('is refused where it has no value and is the only key of a one-of', async () => {
    const query = 'query ($s: String) { topic(by: { slug: $s }) { name } }';

    expect(await refusalIn(await postQuery(built, { query }))).toEqual({
      status: 200,
      code: 'BAD_USER_INPUT',
      message: '`slug` must not be null: the variable `$s` has no value.',
    });
  });

  it('is refused where it is missing', async () => {
    const query = 'query ($s: String!) { topic(by: { slug: $s }) { name } }';

    expect(await refusalIn(await postQuery(built, { query }))).toEqual({
      status: 400,
      code: 'BAD_USER_INPUT',
      message: 'Variable "$s" of required type "String!" was not provided.',
    });
  });
});

describe('a document from which it is not plain what to run', () => {
  it.each([
    [
      'query A { __typename } query B { __typename }',
      undefined,
      'Expected one operation, or operationName to say which, found A, B.',
    ],
    [
      '{ __typename } { __typename }',
      undefined,
      'Expected one operation, or operationName to say which, found one without a name, one without a name.',
    ],
    [
      'query A { __typename }',
      'B',
      'Expected operationName to name an operation of the document, found A.',
    ],
    [
      'fragment F on Site { name }',
      undefined,
      'Expected an operation in the document, found none.',
    ],
  ])('is refused: %s for %s', async (query, operationName, message) => {
    expect(await refusalIn(await postQuery(built, { query, operationName }))).toEqual({
      status: 400,
      code: 'OPERATION_RESOLUTION_FAILURE',
      message,
    });
  });

  it('is run where operationName says which', async () => {
    const query = 'query A { a: __typename } query B { b: __typename }';

    const response = await postQuery(built, { query, operationName: 'B' });

    expect(await response.json()).toEqual({ data: { b: 'Query' } });
  });
});
