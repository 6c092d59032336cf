import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type RunningServer } from '../../src/http/server.js';
import { stage } from '../support/stage.js';
import { refusalIn } from './exchange.js';

const LIMIT = 1_000;

let server: RunningServer;

beforeAll(async () => {
  const built = await stage({ env: { BROADSHEET_MAX_BODY_BYTES: String(LIMIT) } });
  server = await listen(built.app.handler, '127.0.0.1', 0);
});

afterAll(() => server.close());

const WAYS = [
  ['that says how long it is', sendWhole, `${LIMIT + 1} bytes`],
  ['that comes in pieces', sendInPieces, 'more'],
] as const;

describe.each(WAYS)('a body %s', (_name, send, found) => {
  it('is taken up to the limit', async () => {
    const response = await send(bodyOf(LIMIT));

    expect(await response.json()).toEqual({ data: { site: { name: 'Broadsheet' } } });
  });

  it('is refused a byte above', async () => {
    expect(await refusalIn(await send(bodyOf(LIMIT + 1)))).toEqual({
      status: 413,
      code: 'BODY_TOO_LARGE',
      message: `Expected a body of at most ${LIMIT} bytes, found ${found}.`,
    });
  });

  it('is measured in bytes, not in letters', async () => {
    const letters = bodyOf(LIMIT).replace(/ {100}/, ` #${'ü'.repeat(97)}\\n`);

    expect((await send(letters)).status).toBe(413);
  });

  it('is refused far above, and the next is served', async () => {
    expect((await send(bodyOf(18 * LIMIT))).status).toBe(413);
    expect((await send(bodyOf(LIMIT))).status).toBe(200);
  });

  it('is told also to pages of other sites', async () => {
    const response = await send(bodyOf(LIMIT + 1));

    expect(response.headers.get('access-control-allow-origin')).toMatch(/^\*$|^https:/);
  });
});

/** An operation in so many bytes. */
function bodyOf(bytes: number): string {
  const [start, end] = ['{"query":"{ site { name } }', '"}'];
  return `${start}${' '.repeat(bytes - start.length - end.length)}${end}`;
}

const HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json',
  origin: 'https://elsewhere.example',
};

function sendWhole(body: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${server.port}/graphql`, {
    method: 'POST',
    headers: HEADERS,
    body,
  });
}

function sendInPieces(body: string): Promise<Response> {
  const options = { method: 'POST', headers: { ...HEADERS, 'transfer-encoding': 'chunked' } };
  return new Promise((resolve, reject) => {
    const sent = request(`http://127.0.0.1:${server.port}/graphql`, options, async (answer) => {
      const headers = {
        'access-control-allow-origin': String(answer.headers['access-control-allow-origin']),
      };
      resolve(new Response(await text(answer), { status: answer.statusCode ?? 0, headers }));
    });
    sent.once('error', reject);
    for (let start = 0; start < body.length; start += 300)
      sent.write(body.slice(start, start + 300));
    sent.end();
  });
}
