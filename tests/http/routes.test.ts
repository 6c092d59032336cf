import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stage } from '../support/stage.js';
import { send } from './exchange.js';

let built: Stage;

beforeAll(async () => {
  built = await stage();
});

describe('the bare address', () => {
  it('leads a visitor to GraphiQL', async () => {
    const response = await send(built, 'GET', '/');

    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe('/graphql');
  });

  it('takes no operation', async () => {
    const response = await send(built, 'POST', '/', { 'content-type': 'application/json' }, '{}');

    expect(response.status).toBe(404);
  });
});

describe('/health', () => {
  it('says that the process answers, and is kept by nobody', async () => {
    const response = await send(built, 'GET', '/health');

    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('asks the database for nothing', async () => {
    built.log.clear();
    await send(built, 'GET', '/health');

    expect(built.log.commands).toEqual([]);
  });
});

describe('any other address', () => {
  it.each(['/nowhere', '/graphql/more', '/GRAPHQL', '/.env', '/nowhere/health'])(
    'is not found: %s',
    async (path) => {
      const response = await send(built, 'GET', path, { accept: 'application/json' });

      expect(response.status).toBe(404);
    },
  );
});
