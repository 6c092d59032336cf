import { getIntrospectionQuery } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { article } from '../support/entries.js';
import { type Stage, stage } from '../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [article({ title: 'Tides' })],
    env: { BROADSHEET_MAX_DEPTH: '6', BROADSHEET_MAX_COMPLEXITY: '100' },
  });
});

describe('the limit on depth', () => {
  it('accepts six levels if the limit is six', async () => {
    const { errors } = await built.ask(deep(6));

    expect(errors).toBeUndefined();
  });

  it('refuses seven levels if the limit is six', async () => {
    const { errors } = await built.ask(deep(7));

    expect(errors).toMatchObject([
      {
        message: 'Expected at most 6 levels of fields, found 7.',
        extensions: { code: 'QUERY_TOO_DEEP' },
      },
    ]);
  });

  it('counts the levels inside fragments', async () => {
    const { errors } = await built.ask(
      `{ article(by: { slug: "tides" }) { ...Two } }
       fragment Two on Article { previous { previous { ...Three } } }
       fragment Three on Article { previous { previous { previous { slug } } } }`,
    );

    expect(errors?.[0]?.extensions.code).toBe('QUERY_TOO_DEEP');
  });

  it('sends no command to the database for a refused query', async () => {
    await built.ask(deep(7));

    expect(built.log.commands).toEqual([]);
  });

  it('is 15 by default', async () => {
    const plain = await stage();

    expect((await plain.ask(deep(15))).errors).toBeUndefined();
    expect((await plain.ask(deep(16))).errors?.[0]?.extensions.code).toBe('QUERY_TOO_DEEP');
  });
});

describe('the limit on cost', () => {
  it('accepts a cost of 100 if the limit is 100', async () => {
    const { errors } = await built.ask('{ articles(first: 33) { nodes { title slug } } }');

    expect(errors).toBeUndefined();
  });

  it('refuses a higher cost and reports it', async () => {
    const { errors } = await built.ask('{ articles(first: 34) { nodes { title slug } } }');

    expect(errors).toMatchObject([
      {
        message:
          'Expected a cost of at most 100, found 103: ask for smaller pages or for fewer fields below lists.',
        extensions: { code: 'QUERY_TOO_COMPLEX' },
      },
    ]);
  });

  it.each([
    ['a page from the end of the list', '{ articles(last: 34) { nodes { title slug } } }'],
    ['a page of the default size', '{ articles { nodes { title slug excerpt language status } } }'],
    [
      'a page size of null as the default size',
      '{ articles(first: null) { nodes { title slug excerpt url status } } }',
    ],
    [
      'the sum of all aliases',
      '{ a: articles(first: 17) { nodes { title slug } } b: articles(first: 17) { nodes { title slug } } }',
    ],
    ['a full text as 100 fields', '{ article(by: { slug: "tides" }) { body { html } } }'],
    [
      'fragments',
      '{ articles(first: 34) { nodes { ...F } } } fragment F on Article { title slug }',
    ],
    ['nested lists', '{ topics(first: 5) { nodes { articles(first: 9) { nodes { title } } } } }'],
  ])('counts %s', async (_name, query) => {
    const { errors = [] } = await built.ask(query);

    expect(errors[0]?.extensions.code).toBe('QUERY_TOO_COMPLEX');
  });

  it('counts a page size from a variable', async () => {
    const query = 'query ($first: Int) { articles(first: $first) { nodes { title slug } } }';

    expect((await built.ask(query, { first: 33 })).errors).toBeUndefined();
    expect((await built.ask(query, { first: 34 })).errors?.[0]?.extensions.code).toBe(
      'QUERY_TOO_COMPLEX',
    );
  });

  it('sends no command to the database for a refused query', async () => {
    await built.ask('{ articles(first: 34) { nodes { title slug } } }');

    expect(built.log.commands).toEqual([]);
  });
});

describe('introspection', () => {
  it('is answered completely, whatever its cost', async () => {
    const { data, errors } = await built.ask(getIntrospectionQuery());

    expect(errors).toBeUndefined();
    expect(data.__schema.queryType).toMatchObject({ name: 'Query' });
  });

  it('is refused if it nests too deeply', async () => {
    const circle = 'fields { type { '.repeat(8);

    const { errors } = await built.ask(
      `{ __schema { types { ${circle} name ${'} } '.repeat(8)} } } }`,
    );

    expect(errors).toMatchObject([
      {
        message: 'Maximum introspection depth exceeded',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      },
    ]);
  });
});

/** A query with this number of field levels, including the article and its slug. */
function deep(levels: number): string {
  const between = levels - 2;
  return `{ article(by: { slug: "tides" }) { ${'previous { '.repeat(between)} slug ${'} '.repeat(between)} } }`;
}
