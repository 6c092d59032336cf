import { describe, expect, it } from 'vitest';
import { stage } from '../support/stage.js';
import { post, send } from './exchange.js';

const HTML = { accept: 'text/html' };
const SITE = '{"query":"{ site { name } }"}';

describe('BROADSHEET_BASE_PATH', () => {
  it('is the path before GraphQL, GraphiQL, its files, pictures and probes', async () => {
    const built = await stage({ env: { BROADSHEET_BASE_PATH: '/api/' } });
    const page = await (await send(built, 'GET', '/api/graphql', HTML)).text();
    const [file = ''] = /\/api\/graphiql\/launch-[^"]+/.exec(page) ?? [];
    const json = { 'content-type': 'application/json' };

    const statuses = await Promise.all([
      send(built, 'POST', '/api/graphql', json, SITE),
      send(built, 'GET', file),
      send(built, 'GET', '/api/health'),
      send(built, 'GET', '/api/ready'),
    ]);

    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(page).not.toMatch(/"\/graphiql\//);
    expect((await send(built, 'GET', '/api/')).headers.get('location')).toBe('/api/graphql');
  });

  it('leaves nothing at the paths without it', async () => {
    const built = await stage({ env: { BROADSHEET_BASE_PATH: '/api' } });

    for (const path of ['/', '/graphql', '/health', '/ready', '/graphiql/x.js']) {
      expect((await send(built, 'GET', path, HTML)).status).toBe(404);
    }
  });
});

describe('BROADSHEET_GRAPHIQL=off', () => {
  it('serves no page and no file of GraphiQL, and answers GraphQL', async () => {
    const built = await stage({ env: { BROADSHEET_GRAPHIQL: 'off' } });
    const page = await send(built, 'GET', '/graphql', HTML);

    expect(await page.text()).not.toContain('GraphiQL');
    expect((await send(built, 'GET', '/')).status).toBe(404);
    expect((await post(built, SITE)).status).toBe(200);
  });
});

describe('BROADSHEET_INTROSPECTION=off', () => {
  it.each(['{ __schema { __typename } }', '{ __type(name: "Site") { name } }'])(
    'refuses %s',
    async (query) => {
      const built = await stage({ env: { BROADSHEET_INTROSPECTION: 'off' } });

      expect((await built.ask(query)).errors).toMatchObject([
        { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
      ]);
    },
  );

  it('allows __typename', async () => {
    const built = await stage({ env: { BROADSHEET_INTROSPECTION: 'off' } });

    expect((await built.ask('{ __typename site { name } }')).errors).toBeUndefined();
  });
});

describe('a proxy in front of a gateway without BROADSHEET_URL', () => {
  const forwarded = { 'x-forwarded-host': 'news.example, inner.example' };

  it('is warned of once, where it forwards for another host', async () => {
    const built = await stage();
    await post(built, SITE, forwarded);
    await post(built, SITE, forwarded);

    expect(built.logged.lines.filter(({ level }) => level === 'warn')).toMatchObject([
      { msg: expect.stringMatching(/"news\.example".*set BROADSHEET_URL/) },
    ]);
  });

  it('is not warned of where the host is that of absolute addresses', async () => {
    const built = await stage();
    await post(built, SITE, { 'x-forwarded-host': 'magazine.example' });

    expect(built.logged.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  it('is not warned of with BROADSHEET_URL', async () => {
    const built = await stage({ env: { BROADSHEET_URL: 'https://other.example' } });
    await post(built, SITE, forwarded);

    expect(built.logged.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });
});
