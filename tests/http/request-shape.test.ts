import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stage } from '../support/stage.js';
import { post, postQuery, refusalIn, send } from './exchange.js';

let built: Stage;

beforeAll(async () => {
  built = await stage();
});

const NOT_JSON =
  'Expected a body in JSON, such as {"query": "{ site { name } }"}, found text that is not JSON.';

describe('a POST', () => {
  it.each([
    ['is empty', ''],
    ['is cut off', '{"query": "{ site'],
    ['is a query alone', '{ site { name } }'],
    ['is text', 'hello'],
  ])('is refused when its body %s', async (_name, body) => {
    expect(await refusalIn(await post(built, body))).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
      message: NOT_JSON,
    });
  });

  it.each([
    ['null', 'POST body is expected to be object but received null'],
    ['3', 'POST body is expected to be object but received number'],
    ['"query"', 'POST body is expected to be object but received string'],
  ])('is refused when its body is %s', async (body, message) => {
    expect(await refusalIn(await post(built, body))).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
      message,
    });
  });

  it.each([
    [{}, 'Expected a `query` in the body or in the address, found none.'],
    [{ query: null }, 'Expected a `query` in the body or in the address, found none.'],
    [{ query: 3 }, 'Expected "query" param to be a string, but given number.'],
    [
      { query: '{ site { name } }', variables: 'x' },
      'Expected "variables" param to be empty or an object, but given string.',
    ],
    [
      { query: '{ site { name } }', variables: [] },
      'Expected "variables" param to be empty or an object, but given array.',
    ],
    [{ query: '{ site { name } }', foo: 1 }, 'Unexpected parameter "foo" in the request body.'],
  ])('is refused when it is %j', async (body, message) => {
    expect(await refusalIn(await postQuery(built, body))).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
      message,
    });
  });

  it.each([
    ['[{"query":"{ site { name } }"},{"query":"{ site { url } }"}]', 2],
    ['[]', 0],
  ])('is refused when it is the list %s', async (body, length) => {
    expect(await refusalIn(await post(built, body))).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
      message: `Expected one operation per request, found a list of ${length}.`,
    });
  });

  it.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x'])(
    'is refused when it comes as %s',
    async (type) => {
      const response = await post(built, '{"query":"{ site { name } }"}', { 'content-type': type });

      expect(await refusalIn(response)).toEqual({
        status: 415,
        code: 'UNSUPPORTED_MEDIA_TYPE',
        message: `Expected a content-type of application/json, found ${type}.`,
      });
    },
  );

  it('is refused when its client takes neither form of an answer', async () => {
    const response = await post(built, '{"query":"{ site { name } }"}', { accept: 'text/csv' });

    expect(await refusalIn(response)).toEqual({
      status: 406,
      code: 'NOT_ACCEPTABLE',
      message:
        'Expected a client that takes application/json or application/graphql-response+json, found accept: text/csv.',
    });
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'application/graphql+json'])(
    'is answered when it comes as %s',
    async (type) => {
      const response = await post(built, '{"query":"{ site { name } }"}', { 'content-type': type });

      expect(await response.json()).toEqual({ data: { site: { name: 'Broadsheet' } } });
    },
  );

  it('is answered in the newer form when its client asks for that', async () => {
    const accept = 'application/graphql-response+json';

    const response = await post(built, '{"query":"{ site { name } }"}', { accept });

    expect(response.headers.get('content-type')).toContain(accept);
  });
});

describe('a GET', () => {
  const accept = { accept: 'application/json' };

  it('is answered with its query in the address', async () => {
    const query = encodeURIComponent('query ($by: TopicBy!) { topic(by: $by) { name } }');
    const variables = encodeURIComponent('{"by":{"slug":"x"}}');

    const response = await send(
      built,
      'GET',
      `/graphql?query=${query}&variables=${variables}`,
      accept,
    );

    expect(await response.json()).toEqual({ data: { topic: null } });
  });

  it('is refused without a query', async () => {
    expect(await refusalIn(await send(built, 'GET', '/graphql', accept))).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
      message: 'Expected a `query` in the body or in the address, found none.',
    });
  });

  it.each(['variables', 'extensions'])('is refused with %s that are no JSON', async (name) => {
    const response = await send(built, 'GET', `/graphql?query={__typename}&${name}={`, accept);

    expect(await refusalIn(response)).toEqual({
      status: 400,
      code: 'BAD_REQUEST',
      message: 'Expected `variables` and `extensions` in JSON, found text that is not JSON.',
    });
  });

  it('is refused with a mutation', async () => {
    const response = await send(built, 'GET', '/graphql?query=mutation{a}', accept);

    expect(await refusalIn(response)).toEqual({
      status: 405,
      code: 'BAD_REQUEST',
      message: 'Can only perform a mutation operation from a POST request.',
    });
  });
});

describe.each(['PUT', 'PATCH', 'DELETE'])('a %s', (method) => {
  it('is refused, and told what is allowed', async () => {
    const response = await send(built, method, '/graphql');

    expect(response.headers.get('allow')).toBe('GET, POST');
    expect(await refusalIn(response)).toEqual({
      status: 405,
      code: 'BAD_REQUEST',
      message: 'GraphQL only supports GET and POST requests.',
    });
  });
});
