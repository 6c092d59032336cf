import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { type App, createApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { article } from '../support/entries.js';
import { type FragileLine, fragileLine } from '../support/fragile-line.js';
import { SITE_URL, type Stage, stage } from '../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({ articles: [article({ title: 'Tides' })] });
});

/** A gateway on the stage's database, by a line that can be cut and held up. */
async function onFragileLine(): Promise<{ app: App; line: FragileLine }> {
  const line = await fragileLine(inject('mongodbUri'));
  const client = new MongoClient(line.uri);
  onTestFinished(async () => {
    await client.close();
    await line.close();
  });
  const app = await createApp({
    database: { db: client.db(built.db.databaseName) },
    config: readConfig({}),
    siteUrl: () => SITE_URL,
  });
  return { app, line };
}

interface Timed {
  readonly response: Response;
  readonly milliseconds: number;
}

async function ask(app: App, query: string, accept = 'application/json'): Promise<Timed> {
  const begun = performance.now();
  const response = await app.handler.fetch(`${SITE_URL}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });
  return { response, milliseconds: performance.now() - begun };
}

const ARTICLE = '{ __typename article(by: { slug: "tides" }) { title } }';

describe('a database that cannot be reached', () => {
  it.each(['application/json', 'application/graphql-response+json'])(
    'is answered with 503 and Retry-After within two seconds, as %s',
    async (accept) => {
      const { app, line } = await onFragileLine();
      await line.close();

      const { response, milliseconds } = await ask(app, ARTICLE, accept);

      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await response.json()).toMatchObject({
        data: { article: null },
        errors: [{ extensions: { code: 'DATABASE_UNAVAILABLE' } }],
      });
      expect(milliseconds).toBeLessThan(2_000);
    },
  );

  it('is answered with 200 where something else can be said', async () => {
    const { app, line } = await onFragileLine();
    await line.close();

    const { response } = await ask(
      app,
      `{ ${ARTICLE.slice(1, -1)} __type(name: "Site") { name } }`,
    );

    expect(response.status).toBe(200);
    expect(response.headers.get('retry-after')).toBeNull();
  });

  it('is ready again with the database', async () => {
    const { app, line } = await onFragileLine();
    line.cut();

    const { response } = await ask(app, ARTICLE);

    expect(response.status).toBe(200);
  });
});

describe('a slow read', () => {
  it('is waited for while the database answers pings', async () => {
    const { app, line } = await onFragileLine();
    line.holdAfter(1, () => sleep(2_500));

    const { response, milliseconds } = await ask(app, ARTICLE);

    expect(await response.json()).toMatchObject({ data: { article: { title: 'Tides' } } });
    expect(milliseconds).toBeGreaterThan(2_400);
  });
});

describe('/ready', () => {
  it('says that the database answers', async () => {
    const { app } = await onFragileLine();

    const response = await app.handler.fetch(`${SITE_URL}/ready`);

    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('answers 503 within about a second where the database does not answer', async () => {
    const { app, line } = await onFragileLine();
    await line.close();
    const begun = performance.now();

    const response = await app.handler.fetch(`${SITE_URL}/ready`);

    expect(performance.now() - begun).toBeLessThan(1_500);
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({
      status: 'unavailable',
      reason: 'The database does not answer.',
    });
    expect((await app.handler.fetch(`${SITE_URL}/health`)).status).toBe(200);
  });
});
