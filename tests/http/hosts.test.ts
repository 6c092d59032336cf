import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type RunningServer } from '../../src/http/server.js';
import { stage } from '../support/stage.js';

let server: RunningServer;

beforeAll(async () => {
  const { app } = await stage();
  server = await listen(app.handler, '127.0.0.1', 0);
});
afterAll(() => server.close());

/** What a server answers to a `Host` header that no client library would send. */
async function answerTo(host: string): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.end(`GET /health HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

describe('a Host header', () => {
  it.each(['localhost', 'magazine.example:4000', '127.0.0.1:80', '[::1]:4000'])(
    'may be %s',
    async (host) => {
      expect(await answerTo(host)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it.each(['[x', 'a b', 'x@y:1', 'a/graphql?query={site{name}}&z=', 'a#', 'a:99999999'])(
    'is refused as %s, without a word of the inside',
    async (host) => {
      const answer = await answerTo(host);

      expect(answer).toMatch(/^HTTP\/1\.1 400 /);
      expect(answer).toContain('"code":"BAD_REQUEST"');
      expect(answer).not.toContain(' at ');
    },
  );
});
