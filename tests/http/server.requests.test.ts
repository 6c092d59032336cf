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
function answerTo(host: string): Promise<string> {
  return answerToLine('GET /health', host);
}

/** What a server answers to a request's first line, without its version. */
async function answerToLine(line: string, host = 'localhost'): Promise<string> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.end(`${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}

describe('a Host header', () => {
  it.each(['localhost', 'magazine.example:4000', '127.0.0.1:80', '[::1]:4000'])(
    'may be %s',
    async (host) => {
      expect(await answerTo(host)).toMatch(/^HTTP\/1\.1 200 /);
    },
  );

  it.each([
    ...['[x', 'a b', 'x@y:1', 'a/graphql?query={site{name}}&z=', 'a#', 'a:99999999'],
    ...['a:99999', '1.2.3.4.5', '[::::]', '0x7f.999.1.1', 'xn--a'],
  ])('is refused as %s, without a word of the inside', async (host) => {
    expect(await answerTo(host)).toSatisfy(isPlainRefusal);
  });
});

describe('what a request asks for', () => {
  it('may be a whole address, as proxies write it', async () => {
    expect(await answerToLine('GET http://elsewhere.example/health')).toMatch(/^HTTP\/1\.1 200 /);
    expect(await answerToLine('GET http://elsewhere.example/graphql?query={__typename}')).toContain(
      '{"data":{"__typename":"Query"}}',
    );
  });

  it.each(['OPTIONS *', 'GET http://a:99999/health', 'GET ftp://a.example/health'])(
    'is refused as %s',
    async (line) => {
      expect(await answerToLine(line)).toSatisfy(isPlainRefusal);
    },
  );

  it.each(['GET //', 'GET //health', 'GET /\\\\:99999/', 'GET //a:99999/graphql', 'GET /%'])(
    'shows nothing of the inside as %s',
    async (line) => {
      expect(await answerToLine(line)).not.toContain(' at ');
    },
  );
});

/** Whether an answer says in the gateway's own words that a request was wrong, and no more. */
function isPlainRefusal(answer: string): boolean {
  const isOurs = answer.startsWith('HTTP/1.1 400 ') && answer.includes('"code":"BAD_REQUEST"');
  return isOurs && !answer.includes(' at ');
}
