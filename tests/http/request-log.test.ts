import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { listen } from '../../src/http/server.js';
import { article } from '../support/entries.js';
import { fragileLine } from '../support/fragile-line.js';
import { logLines } from '../support/log-lines.js';
import { SITE_URL, type Stage, stage } from '../support/stage.js';
import { post, postQuery, send } from './exchange.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({ articles: [article({ title: 'Tides' })] });
});

beforeEach(() => built.logged.clear());

const QUERY = 'query Front($slug: String!) { article(by: { slug: $slug }) { title } }';

describe('the line of a request', () => {
  it('has its operation, outcome, duration, cost and MongoDB commands', async () => {
    const response = await postQuery(built, { query: QUERY, variables: { slug: 'tides' } });

    expect(built.logged.lines).toEqual([
      expect.objectContaining({
        level: 'info',
        msg: 'request',
        requestId: response.headers.get('x-request-id'),
        method: 'POST',
        path: '/graphql',
        operation: 'Front',
        outcome: 'OK',
        status: 200,
        codes: [],
        milliseconds: expect.any(Number),
        cost: 2,
        commands: 1,
      }),
    ]);
  });

  it('has no variables and no query text, neither of a body nor of an address', async () => {
    await postQuery(built, { query: QUERY, variables: { slug: 'secret-draft' } });
    await send(built, 'GET', '/graphql?query={article(by:{slug:"secret-draft"}){title}}');

    expect(built.logged.lines).toHaveLength(2);
    expect(JSON.stringify(built.logged.lines)).not.toMatch(/secret-draft|title/);
  });

  it('has the operation that was chosen, and the cost of that alone', async () => {
    const query = 'query A { site { name } } query B { articles(first: 50) { nodes { id } } }';
    await postQuery(built, { query, operationName: 'A' });

    expect(built.logged.lines).toMatchObject([{ operation: 'A', cost: 2 }]);
  });

  it.each([
    ['{ article(by: { slug: "x" }) { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['{', 'GRAPHQL_PARSE_FAILED'],
    ['{ node(id: "x") { id } }', 'INVALID_ID'],
  ])('has the code with which %s is refused', async (query, code) => {
    await postQuery(built, { query });

    expect(built.logged.lines).toMatchObject([{ outcome: 'ERROR', codes: [code] }]);
  });

  it('has the code of a request that is refused before it is an operation', async () => {
    await send(built, 'POST', '/graphql', { 'content-length': '999999999' }, '{}');

    expect(built.logged.lines).toMatchObject([
      { outcome: 'ERROR', status: 413, codes: ['BODY_TOO_LARGE'] },
    ]);
  });

  it('is there for what is not GraphQL, and at level debug for a probe that succeeds', async () => {
    await send(built, 'GET', '/nowhere');
    await send(built, 'GET', '/health');

    expect(built.logged.lines).toMatchObject([
      { level: 'info', path: '/nowhere', status: 404, outcome: 'ERROR' },
      { level: 'debug', path: '/health', status: 200, outcome: 'OK' },
    ]);
  });
});

describe('the request id', () => {
  it.each(['abc-123', 'Root=1-67891233-abcdef012345678912345678', 'x'.repeat(100)])(
    'is taken from X-Request-Id: %s',
    async (id) => {
      const response = await post(built, '{"query":"{ site { name } }"}', { 'x-request-id': id });

      expect(response.headers.get('x-request-id')).toBe(id);
      expect(built.logged.lines).toMatchObject([{ requestId: id }]);
    },
  );

  it.each(['two words', 'x'.repeat(101), 'tab\there', 'caf\u00e9', ''])(
    'is made where the header cannot be used: %j',
    async (id) => {
      const response = await post(built, '{"query":"{ site { name } }"}', { 'x-request-id': id });

      expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    },
  );

  it.each(['/', '/graphql', '/nowhere', '/health', '/pictures/x.jpg', '/graphiql/x.js'])(
    'is on the answer to %s',
    async (path) => {
      const response = await send(built, 'GET', path, { 'x-request-id': 'abc' });

      expect(response.headers.get('x-request-id')).toBe('abc');
    },
  );
});

describe('a client that goes away', () => {
  it('leaves one line at level debug, and no error', async () => {
    const stray = vi.spyOn(console, 'error');
    onTestFinished(() => stray.mockRestore());
    const line = await fragileLine(inject('mongodbUri'));
    const client = new MongoClient(line.uri);
    const { log, lines } = logLines();
    const app = await createApp({
      database: { db: client.db(built.db.databaseName) },
      config: readConfig({}),
      siteUrl: () => SITE_URL,
      log,
    });
    const server = await listen(app.handler, '127.0.0.1', 0);
    onTestFinished(async () => {
      await server.close();
      await client.close();
      await line.close();
    });
    const asked = request(`http://127.0.0.1:${server.port}/graphql?query={articles{nodes{title}}}`);
    asked.on('error', () => {});
    // The client goes while MongoDB has the command, and the gateway has no answer yet.
    line.holdAfter(1, async () => {
      asked.destroy();
      await sleep(500);
    });
    asked.end();

    await vi.waitFor(() =>
      expect(lines).toContainEqual(expect.objectContaining({ msg: 'request' })),
    );
    expect(lines.filter(({ msg }) => msg === 'request')).toMatchObject([
      { level: 'debug', outcome: 'ABORTED' },
    ]);
    expect(lines.filter(({ level }) => level !== 'debug')).toEqual([]);
    expect(stray).not.toHaveBeenCalled();
  });
});
