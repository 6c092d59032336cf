import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stage } from '../support/stage.js';
import { post, send } from './exchange.js';

let built: Stage;

beforeAll(async () => {
  built = await stage();
});

const SITE = '{"query":"{ site { name } }"}';

describe('an answer to a page of another site', () => {
  it.each(['https://elsewhere.example', 'http://localhost:3000', 'null'])(
    'may be read from the origin %s',
    async (origin) => {
      const response = await post(built, SITE, { origin });

      expect(response.headers.get('access-control-allow-origin')).toBe(origin);
      expect(response.headers.get('vary')).toContain('Origin');
    },
  );

  it('never comes with a visitor’s cookies', async () => {
    const response = await post(built, SITE, {
      origin: 'https://elsewhere.example',
      cookie: 'viewer=1',
    });

    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
    expect(response.headers.has('set-cookie')).toBe(false);
  });

  it('may be read too when it is a refusal', async () => {
    const response = await post(built, '{', { origin: 'https://elsewhere.example' });

    expect(response.headers.get('access-control-allow-origin')).toBe('https://elsewhere.example');
  });

  it.each(['text/plain', 'application/xml'])('may be read when %s is refused', async (type) => {
    const response = await post(built, SITE, {
      origin: 'https://elsewhere.example',
      'content-type': type,
    });

    expect(response.headers.get('access-control-allow-origin')).toMatch(/^\*$|^https:/);
  });
});

describe('a question before the question (OPTIONS)', () => {
  it('allows POST, GET and any header, without credentials', async () => {
    const response = await send(built, 'OPTIONS', '/graphql', {
      origin: 'https://elsewhere.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type, authorization, x-app',
    });

    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://elsewhere.example');
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'content-type, authorization, x-app',
    );
    expect(response.headers.has('access-control-allow-credentials')).toBe(false);
  });
});

describe('an answer', () => {
  it('shows nothing of what made it', async () => {
    const response = await post(built, SITE);

    expect(response.headers.has('x-powered-by')).toBe(false);
    expect(response.headers.has('server')).toBe(false);
  });

  it('is JSON', async () => {
    const response = await post(built, SITE);

    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  });
});
