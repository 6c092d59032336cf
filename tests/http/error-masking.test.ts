import { MongoClient } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { article, author } from '../support/entries.js';
import { type Answer, askHandler, SITE_URL, type Stage, stage } from '../support/stage.js';
import { NOT_FOR_CLIENTS } from './exchange.js';

const MASKED =
  'Internal server error. The server’s log has the details under `extensions.requestId`.';
const UNAVAILABLE = 'Expected an answer from the database, found none: try again in a moment.';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      article({ title: 'Tides', authors: [author('Ada')] }),
      article({ title: 'Bodiless' }),
      article({ title: 'Torn' }),
    ],
  });
  await built.db.collection('comments').dropIndex('list');
  await built.db.collection('bodies').deleteOne({ text: /^Bodiless/ });
  await built.db
    .collection('articles')
    .updateOne(
      { slugs: 'torn' },
      { $unset: { excerpt: true } },
      { bypassDocumentValidation: true },
    );
});

beforeEach(() => {
  built.logged.clear();
});

describe('a fault behind a nullable field', () => {
  const QUERY =
    '{ article(by: { slug: "tides" }) { title comments { nodes { body } } } site { name } }';

  it('leaves the rest of the answer standing', async () => {
    const { data } = await built.ask(QUERY);

    expect(data).toEqual({
      article: { title: 'Tides', comments: null },
      site: { name: 'Broadsheet' },
    });
  });

  it('is told without its reason', async () => {
    const answer = await built.ask(QUERY);

    expectMasked(answer, ['article', 'comments', 'nodes']);
  });

  it('stands in the log with its reason, under the request id', async () => {
    const answer = await built.ask(QUERY);

    expect(built.logged.lines).toMatchObject([
      {
        level: 'error',
        requestId: requestIdIn(answer),
        err: { message: expect.stringContaining('hint'), stack: expect.any(String) },
      },
      { msg: 'request', requestId: requestIdIn(answer), codes: ['INTERNAL_SERVER_ERROR'] },
    ]);
  });
});

describe('a body that is missing', () => {
  const QUERY = '{ article(by: { slug: "bodiless" }) { title body { text } } site { name } }';

  it('takes its article away, and nothing else', async () => {
    const { data } = await built.ask(QUERY);

    expect(data).toEqual({ article: null, site: { name: 'Broadsheet' } });
  });

  it('is told without its reason', async () => {
    expectMasked(await built.ask(QUERY), ['article', 'body']);
  });

  it('does not keep the article from being listed', async () => {
    const { data } = await built.ask('{ articles { nodes { title } } }');

    expect(data.articles.nodes).toContainEqual({ title: 'Bodiless' });
  });
});

describe('a document that breaks the schema’s promise', () => {
  it('is our fault and not the client’s', async () => {
    expectMasked(await built.ask('{ article(by: { slug: "torn" }) { excerpt } }'), [
      'article',
      'excerpt',
    ]);
  });
});

describe('a database that went away', () => {
  const QUERY =
    '{ article(by: { slug: "tides" }) { title } topic(by: { slug: "x" }) { name } __typename }';

  it('is told as such, for each field that asked for it', async () => {
    const { data, errors } = await askWithoutDatabase(QUERY);

    expect(data).toEqual({ article: null, topic: null, __typename: 'Query' });
    expect(errors).toMatchObject([
      {
        message: UNAVAILABLE,
        path: ['article'],
        extensions: { code: 'DATABASE_UNAVAILABLE', requestId: expect.any(String) },
      },
      {
        message: UNAVAILABLE,
        path: ['topic'],
        extensions: { code: 'DATABASE_UNAVAILABLE', requestId: expect.any(String) },
      },
    ]);
  });

  it('is told without the driver’s words', async () => {
    expect(JSON.stringify(await askWithoutDatabase(QUERY))).not.toMatch(NOT_FOR_CLIENTS);
  });

  it('stands in the log with the driver’s own error', async () => {
    const answer = await askWithoutDatabase('{ topic(by: { slug: "x" }) { name } }');

    expect(built.logged.lines).toMatchObject([
      {
        level: 'warn',
        requestId: requestIdIn(answer),
        err: { type: expect.stringMatching(/^Mongo/) },
      },
      { msg: 'request', codes: ['DATABASE_UNAVAILABLE'] },
    ]);
  });

  it('does not keep the schema from being asked', async () => {
    const { data } = await askWithoutDatabase('{ __type(name: "Article") { name } }');

    expect(data.__type).toEqual({ name: 'Article' });
  });
});

function expectMasked(answer: Answer, path: readonly string[]): void {
  expect(answer.errors).toMatchObject([
    {
      message: MASKED,
      path,
      extensions: {
        code: 'INTERNAL_SERVER_ERROR',
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
    },
  ]);
  expect(JSON.stringify(answer)).not.toMatch(NOT_FOR_CLIENTS);
}

function requestIdIn({ errors }: Answer): unknown {
  const extensions: Readonly<Record<string, unknown>> = errors?.[0]?.extensions ?? {};
  return extensions.requestId;
}

/** Asks a gateway whose connection is closed under it. */
async function askWithoutDatabase(query: string): Promise<Answer> {
  const client = new MongoClient(inject('mongodbUri'));
  const app = await createApp({
    database: { db: client.db(built.db.databaseName) },
    config: readConfig({}),
    log: built.logged.log,
    siteUrl: () => SITE_URL,
  });
  await client.close();
  return askHandler(app, query);
}
