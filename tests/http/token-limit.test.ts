import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stage } from '../support/stage.js';
import { postQuery, refusalIn } from './exchange.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({ env: { BROADSHEET_MAX_TOKENS: '100' } });
});

describe('the limit on tokens', () => {
  it('serves a document of 100 of 100', async () => {
    const response = await postQuery(built, { query: documentOf(100) });

    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
  });

  it('refuses one of 101', async () => {
    expect(await refusalIn(await postQuery(built, { query: documentOf(101) }))).toEqual({
      status: 200,
      code: 'TOO_MANY_TOKENS',
      message: 'Expected a document of at most 100 tokens (names, marks and values), found more.',
    });
  });

  it('refuses one of fifty thousand as fast', async () => {
    const query = documentOf(50_000);
    await postQuery(built, { query: documentOf(101) });

    const start = performance.now();
    const { code } = await refusalIn(await postQuery(built, { query }));

    expect(code).toBe('TOO_MANY_TOKENS');
    expect(performance.now() - start).toBeLessThan(500);
  });

  it('leaves a syntax error that comes before it as it is', async () => {
    const query = `{ ) ${'__typename '.repeat(200)} }`;

    expect(await refusalIn(await postQuery(built, { query }))).toMatchObject({
      code: 'GRAPHQL_PARSE_FAILED',
    });
  });

  it('does not count what is no token: spaces and comments', async () => {
    const query = `{ __typename ${'# a comment of many words\n'.repeat(200)} }`;

    expect(await (await postQuery(built, { query })).json()).toEqual({
      data: { __typename: 'Query' },
    });
  });
});

describe('the limit on brackets within each other', () => {
  it.each([
    ['selections', `{${'a{'.repeat(2_400)}`],
    ['lists', `{articles(filter:${'['.repeat(2_400)}`],
    ['objects', `{articles(filter:${'{a:'.repeat(2_400)}`],
  ])('refuses %s that the parser has no room for', async (_, query) => {
    const wide = await stage();

    expect(await refusalIn(await postQuery(wide, { query }))).toEqual({
      status: 200,
      code: 'QUERY_TOO_DEEP',
      message: 'Expected at most 200 brackets within each other, found more.',
    });
  });

  it('does not count those beside each other, nor those in texts', async () => {
    const wide = await stage();
    const beside = 'site{name}'.repeat(201);
    const query = `{${beside} topic(by: {slug: "${'{['.repeat(300)}"}) {name}}`;

    expect(await (await postQuery(wide, { query })).json()).toMatchObject({
      data: { topic: null },
    });
  });
});

describe('a field that is asked for again and again', () => {
  it('is refused with a message that says so', async () => {
    const wide = await stage();
    const query = `{site{${'name '.repeat(4_900)}}}`;

    expect((await refusalIn(await postQuery(wide, { query }))).message).toMatch(
      /^Expected fewer fields of the same name in one selection/,
    );
  });
});

/** The braces, and between them one name many times. */
function documentOf(tokens: number): string {
  return `{ ${'__typename '.repeat(tokens - 2)} }`;
}
