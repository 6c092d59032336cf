import { readdir, readFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  type FetchOptions,
  fetchIfNew,
  fetchSource,
  fetchUnderRule,
} from '../../src/importing/fetch-source.js';
import { SourceUnreadable } from '../../src/importing/source-unreadable.js';
import { useOwnTmpdir } from '../support/own-tmpdir.js';
import { portOf, served } from '../support/web-server.js';

const OPTIONS: FetchOptions = {
  isPrivateAllowed: true,
  maxBytes: 100_000,
  timeoutMilliseconds: 10_000,
};

const folder = useOwnTmpdir();

async function fetched(address: string, options: Partial<FetchOptions> = {}) {
  return fetchSource(address, { ...OPTIONS, ...options });
}

async function refusalOf(address: string, options: Partial<FetchOptions> = {}): Promise<string> {
  try {
    await fetchSource(address, { ...OPTIONS, ...options });
  } catch (error) {
    if (!(error instanceof SourceUnreadable)) throw error;
    return error.message;
  }
  throw new Error('expected a refusal, found a source');
}

describe('fetchSource', () => {
  it('stores the body in a file, and returns the headers of the response', async () => {
    const site = await served((_, response) => {
      response.setHeader('Content-Type', 'application/rss+xml; charset=utf-8');
      response.setHeader('ETag', '"v1"');
      response.setHeader('Last-Modified', 'Wed, 01 May 2024 07:30:00 GMT');
      response.end('<rss/>');
    });
    const { path, remove, ...declared } = await fetched(`${site}/feed`);
    expect(await readFile(path, 'utf8')).toBe('<rss/>');
    expect(declared).toEqual({
      contentType: 'application/rss+xml; charset=utf-8',
      etag: '"v1"',
      lastModified: 'Wed, 01 May 2024 07:30:00 GMT',
      finalUrl: `${site}/feed`,
    });
    await remove();
    expect(await readdir(folder())).toEqual([]);
  });

  it('sends its user agent and the accepted types', async () => {
    let asked: IncomingHttpHeaders = {};
    const site = await served((request, response) => {
      asked = request.headers;
      response.end();
    });
    const known = { etag: '"v1"', lastModified: 'Wed, 01 May 2024 07:30:00 GMT' };
    await fetchIfNew(site, OPTIONS, known);
    expect(asked).toMatchObject({
      'user-agent': expect.stringMatching(/^Broadsheet\/\d+\.\d+\.\d+$/),
      accept: expect.stringContaining('application/atom+xml'),
      'if-none-match': '"v1"',
      'if-modified-since': 'Wed, 01 May 2024 07:30:00 GMT',
    });
  });

  it('reports that nothing has changed', async () => {
    const site = await served((_, response) => response.writeHead(304).end());
    expect(await fetchIfNew(site, OPTIONS, { etag: '"v1"' })).toBe('NOT_MODIFIED');
  });

  it('refuses a 304 to an unconditional request', async () => {
    const site = await served((_, response) => response.writeHead(304).end());
    expect(await refusalOf(site)).toContain('found HTTP status 304');
  });

  it.each([
    ['gzip', gzipSync('<rss/>')],
    ['br', brotliCompressSync('<rss/>')],
    ['br, gzip', gzipSync(brotliCompressSync('<rss/>'))],
  ])('unpacks %s', async (encoding, body) => {
    const site = await served((_, response) => {
      response.setHeader('Content-Encoding', encoding);
      response.end(body);
    });
    const { path } = await fetched(site);
    expect(await readFile(path, 'utf8')).toBe('<rss/>');
  });

  it('leaves a compressed file as it is', async () => {
    const body = gzipSync('<rss/>');
    const site = await served((_, response) => response.end(body));
    expect(await readFile((await fetched(site)).path)).toEqual(body);
  });
});

describe('fetchSource and redirects', () => {
  it.each([301, 302, 303, 307, 308])(
    'follows a %i, relative to the current address',
    async (status) => {
      const site = await served((request, response) => {
        if (request.url === '/old/feed')
          response.writeHead(status, { Location: '../new?x=1' }).end();
        else response.end(request.url);
      });
      const { path, finalUrl } = await fetched(`${site}/old/feed`);
      expect([await readFile(path, 'utf8'), finalUrl]).toEqual(['/new?x=1', `${site}/new?x=1`]);
    },
  );

  it('follows five redirects, but not a sixth', async () => {
    const site = await served((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.end('here');
      else response.writeHead(302, { Location: `/${left - 1}` }).end();
    });
    expect((await fetched(`${site}/5`)).finalUrl).toBe(`${site}/0`);
    expect(await refusalOf(`${site}/6`)).toContain('redirects more than 5 times');
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/x', 'data:text/plain,x'])(
    'does not follow a redirect to %s',
    async (Location) => {
      const site = await served((_, response) => response.writeHead(302, { Location }).end());
      expect(await refusalOf(site)).toContain('expected an http or https address');
    },
  );

  it('checks each host on the way', async () => {
    const inner = await served((_, response) => response.end('secret'));
    const port = new URL(inner).port;
    const outer = await served((_, response) => {
      response.writeHead(302, { Location: `http://127.0.0.2:${port}/` }).end();
    });
    const isOuter = (address: string) => address === '127.0.0.1';
    await expect(fetchUnderRule(outer, OPTIONS, isOuter)).rejects.toThrow(
      '127.0.0.2 is not a public address',
    );
  });

  it('sends the credentials of an address to its own host only', async () => {
    const seen: (string | undefined)[] = [];
    const other = await served((request, response) => {
      seen.push(request.headers.authorization);
      response.end();
    });
    const site = await served((request, response) => {
      seen.push(request.headers.authorization);
      const Location = request.url === '/a' ? '/b' : `${other.replace('//', '//eve:x@')}/c`;
      response.writeHead(302, { Location }).end();
    });
    const { finalUrl } = await fetched(`${site.replace('//', '//ada:p%40ss@')}/a`);
    const own = `Basic ${Buffer.from('ada:p@ss').toString('base64')}`;
    expect(seen).toEqual([own, own, undefined]);
    expect(finalUrl).toBe(`${other}/c`);
  });
});

describe('fetchSource and private addresses', () => {
  it.each([
    '127.0.0.1',
    'localhost',
    'localhost.',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
  ])('does not reach %s', async (host) => {
    let isReached = false;
    const site = await served((_, response) => {
      isReached = true;
      response.end();
    });
    const address = `http://${host}:${new URL(site).port}/`;
    expect(await refusalOf(address, { isPrivateAllowed: false })).toContain('not a public address');
    expect(isReached).toBe(false);
  });
});

describe('fetchSource and its limits', () => {
  it('accepts a body of exactly the limit', async () => {
    const site = await served((_, response) => response.end('x'.repeat(1000)));
    expect(await readFile((await fetched(site, { maxBytes: 1000 })).path)).toHaveLength(1000);
  });

  it.each([
    ['declares its size', { 'Content-Length': '1001' }, Buffer.alloc(1001)],
    ['does not declare its size', { 'Transfer-Encoding': 'chunked' }, Buffer.alloc(1001)],
    ['unpacks to one', { 'Content-Encoding': 'gzip' }, gzipSync(Buffer.alloc(5_000_000))],
    ['unpacks to one', { 'Content-Encoding': 'br' }, brotliCompressSync(Buffer.alloc(5_000_000))],
  ])('refuses a body above the limit that %s (%j), and keeps no file', async (_, headers, body) => {
    const site = await served((_, response) => response.writeHead(200, headers).end(body));
    expect(await refusalOf(site, { maxBytes: 1000 })).toContain(
      'larger than the limit of 1000 bytes',
    );
    expect(await readdir(folder())).toEqual([]);
  });

  it('waits a limited time for the first byte', async () => {
    const site = await served(() => {});
    expect(await refusalOf(site, { firstByteMilliseconds: 50 })).toContain(
      'the host did not answer within 0.05 seconds',
    );
  });

  it('waits a limited time for the end of the body, and keeps no file', async () => {
    const site = await served((_, response) => {
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(timer));
    });
    expect(await refusalOf(site, { timeoutMilliseconds: 200 })).toContain(
      'not fetched completely within the limit of 0.2 seconds',
    );
    expect(await readdir(folder())).toEqual([]);
  });
});

describe('fetchSource and its signal', () => {
  it('rejects with the reason of the signal, and keeps no file', async () => {
    const controller = new AbortController();
    const site = await served((_, response) => {
      response.writeHead(200);
      response.write('half', () => controller.abort(new Error('told')));
    });
    await expect(fetchSource(site, { ...OPTIONS, signal: controller.signal })).rejects.toThrow(
      'told',
    );
    expect(await readdir(folder())).toEqual([]);
  });
});

describe('fetchSource and failures', () => {
  it('reports a status other than success', async () => {
    const site = await served((_, response) => response.writeHead(404).end('nothing'));
    expect(await refusalOf(`${site}/x`)).toBe(
      `${site}/x: expected the source, found HTTP status 404 (Not Found).`,
    );
  });

  it('never shows the credentials of an address', async () => {
    const site = await served((_, response) => response.writeHead(401).end());
    expect(await refusalOf(site.replace('//', '//ada:secret@'))).not.toContain('secret');
  });

  it.each([429, 503])('returns how long the server asks to wait: %i', async (status) => {
    const site = await served((_, response) => {
      response.writeHead(status, { 'Retry-After': '120' }).end();
    });
    await expect(fetchSource(site, OPTIONS)).rejects.toMatchObject({
      retryAfterMilliseconds: 120_000,
    });
  });

  it('reports a refused connection', async () => {
    const server = createTcpServer();
    const port = await portOf(server);
    await new Promise((done) => server.close(done));
    expect(await refusalOf(`http://127.0.0.1:${port}/`)).toContain('refuses the connection');
  });

  it('keeps no file of a body that is cut off', async () => {
    const site = await served((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' });
      response.write('half', () => response.destroy());
    });
    expect(await refusalOf(site)).toContain('broke before everything was received');
    expect(await readdir(folder())).toEqual([]);
  });

  it.each([
    ['cut', gzipSync('<rss/>'.repeat(100)).subarray(0, 20)],
    ['none', Buffer.from('<rss/>')],
  ])('reports a compressed body that is %s', async (_, body) => {
    const site = await served((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(body);
    });
    expect(await refusalOf(site)).toContain('compressed body is broken');
  });

  it('reports an unsupported encoding', async () => {
    const site = await served((_, response) => {
      response.writeHead(200, { 'Content-Encoding': 'zap' }).end('x');
    });
    expect(await refusalOf(site)).toContain('compressed as "zap", which is not supported');
  });

  it('reports a server that does not speak HTTP', async () => {
    const port = await portOf(createTcpServer((socket) => socket.end('220 mail ready\r\n')));
    expect(await refusalOf(`http://127.0.0.1:${port}/`)).toContain(
      'does not answer with valid HTTP',
    );
  });

  it('reports a server that does not speak TLS', async () => {
    const site = await served((_, response) => response.end());
    expect(await refusalOf(site.replace('http:', 'https:'))).toContain(
      'a secure connection could not be made',
    );
  });

  it('reports a TLS server without a certificate', async () => {
    const port = await portOf(createSecureServer());
    expect(await refusalOf(`https://127.0.0.1:${port}/`)).toContain(
      'a secure connection could not be made',
    );
  });

  it.each(['ftp://127.0.0.1/x', 'file:///etc/passwd', 'http://', 'no address'])(
    'refuses %s',
    async (address) => {
      expect(await refusalOf(address)).toMatch(
        /expected an http or https address|not a valid address/,
      );
    },
  );
});
