import { readdir, readFile } from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { type OpenOptions, openSource } from '../../src/importing/detect.js';
import { useOwnTmpdir } from '../support/own-tmpdir.js';
import { served } from '../support/web-server.js';
import { collect, fixture, ofKind } from './records.js';

const FETCHING = { isPrivateAllowed: true, maxBytes: 1_000_000, timeoutMilliseconds: 10_000 };
const MARKDOWN = '---\ntitle: Tides\ndate: 2024-05-01\n---\nText.';

const folder = useOwnTmpdir();

/** Serves one response at all addresses, and opens the one with that path. */
async function opened(
  path: string,
  body: string | Uint8Array,
  headers: OutgoingHttpHeaders = {},
  options: OpenOptions = {},
) {
  const site = await served((_, response) => response.writeHead(200, headers).end(body));
  return openSource(`${site}${path}`, { fetching: FETCHING, ...options });
}

/** The articles of a source opened in this way. */
async function articlesOf(...answer: Parameters<typeof opened>) {
  return ofKind(await collect((await opened(...answer)).records), 'ARTICLE');
}

describe('openSource, of an address', () => {
  it.each([
    ['as XML', 'feeds/rss-2.0.xml', 'text/xml', 'feed'],
    ['as something else', 'feeds/rss-2.0.xml', 'application/octet-stream', 'feed'],
    ['as a page', 'feeds/atom-1.0.xml', 'text/html; charset=utf-8', 'feed'],
    ['as text', 'feeds/json-feed-1.1.json', 'text/plain', 'json-feed'],
    ['as JSON', 'feeds/json-feed-1.1.json', 'application/json', 'json-feed'],
    ['as a download', 'wordpress/harbour-notes.xml', 'application/octet-stream', 'wordpress'],
  ])(
    'recognises the kind of a response by its content, served as %s: %s',
    async (_fact, name, type, kind) => {
      const source = await opened('/x', await readFile(fixture(name)), { 'Content-Type': type });
      await source.close();
      expect(source.kind).toBe(kind);
    },
  );

  it.each([
    ['/notes', 'text/markdown'],
    ['/notes.md', 'text/plain'],
    ['/notes.md', 'application/octet-stream'],
  ])('recognises Markdown by its name or its type: %s as %s', async (path, type) => {
    const [article] = await articlesOf(path, MARKDOWN, { 'Content-Type': type });
    expect(article?.title).toBe('Tides');
  });

  it('separates files with equal names by their address, or by the given namespace', async () => {
    const [article] = await articlesOf('/a/notes.md?x=1', MARKDOWN);
    expect(article?.identity).toMatch(/^markdown:127\.0\.0\.1:\d+\/a\/:notes\.md$/);
    const [other] = await articlesOf('/a/notes.md', MARKDOWN, {}, { namespace: 'one' });
    expect(other?.identity).toBe('markdown:one:notes.md');
  });

  it('unpacks a compressed export', async () => {
    const export_ = gzipSync(await readFile(fixture('wordpress/harbour-notes.xml')));
    expect(await articlesOf('/export.xml.gz', export_)).toHaveLength(14);
  });

  it('treats an address as a path unless fetching is configured', async () => {
    await expect(openSource('http://127.0.0.1/feed')).rejects.toThrow('found nothing at this path');
  });

  it.each([
    [
      'read to the end',
      async (source: Awaited<ReturnType<typeof opened>>) => void (await collect(source.records)),
    ],
    ['closed', (source: Awaited<ReturnType<typeof opened>>) => source.close()],
  ])('keeps no temporary file of %s', async (_fact, end) => {
    for (const [path, body] of [
      ['/feed', await readFile(fixture('feeds/rss-2.0.xml'))],
      ['/feed.gz', gzipSync(await readFile(fixture('feeds/rss-2.0.xml')))],
      ['/notes.md', MARKDOWN],
    ] as const) {
      const source = await opened(path, body);
      expect(await readdir(folder())).toHaveLength(1);
      await end(source);
      expect(await readdir(folder())).toEqual([]);
    }
  });
});

describe('openSource, of an address that is not a source', () => {
  const refusalOf = async (...answer: Parameters<typeof opened>) => {
    const refusal = await opened(...answer).catch((error: Error) => error.message);
    expect(await readdir(folder())).toEqual([]);
    return refusal;
  };

  it('names the feed that a page links, as an absolute address', async () => {
    const page =
      '<!doctype html><head><link rel="alternate" type="application/rss+xml" href="/feed?x=1">';
    expect(await refusalOf('/news/notes.md', page, { 'Content-Type': 'text/html' })).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/news\/notes\.md: .*, found a web page \(HTML\)\. It links its feed: import http:\/\/127\.0\.0\.1:\d+\/feed\?x=1 instead\.$/,
    );
  });

  it('names the first few of many feeds', async () => {
    const links = [1, 2, 3, 4].map(
      (n) => `<link rel="alternate" type="application/atom+xml" href="https://one.example/${n}">`,
    );
    expect(await refusalOf('/', `<html><head>${links.join('')}`)).toContain(
      'It links feeds: import https://one.example/1 or https://one.example/2 or https://one.example/3 instead.',
    );
  });

  it('reports what it found in all other cases', async () => {
    expect(await refusalOf('/', '')).toContain('found an empty file');
    expect(await refusalOf('/', '{"a": 1}')).toContain('found other JSON');
    expect(await refusalOf('/', '<html>')).toContain('found a web page (HTML). In WordPress, ');
  });

  it('refuses a namespace for a source that identifies its own site', async () => {
    const feed = await readFile(fixture('feeds/rss-2.0.xml'));
    expect(await refusalOf('/', feed, {}, { namespace: 'one' })).toContain(
      'expected Markdown or JSON Lines, the only formats that --namespace applies to, found an RSS or Atom feed',
    );
  });

  it.each([
    ['compressed', '/x.gz', gzipSync(Buffer.alloc(2000))],
    ['plain', '/x', Buffer.alloc(1_000_001, 'x')],
  ])('keeps no temporary file of what is too large: %s', async (_fact, path, body) => {
    expect(await refusalOf(path, body, {}, { maxUnpackedBytes: 1000 })).toMatch(
      /more than the limit of 1000 bytes|larger than the limit of 1000000 bytes/,
    );
  });
});

describe('a feed that was fetched', () => {
  const item = '<item><title>One</title><link>/one</link><guid isPermaLink="false">1</guid>';
  const text = '<description>&lt;a href="../two"&gt;Two&lt;/a&gt;</description></item>';
  const feed = (channel: string) =>
    `<rss version="2.0"><channel>${channel}${item}${text}</channel></rss>`;

  it('resolves relative addresses against its final address', async () => {
    const body = feed('<title>One</title>');
    const site = await served((request, response) => {
      if (request.url === '/old') response.writeHead(301, { Location: '/blog/feed/' }).end();
      else response.end(body);
    });
    const { records } = await openSource(`${site}/old`, { fetching: FETCHING });
    const [article] = ofKind(await collect(records), 'ARTICLE');
    expect(article).toMatchObject({ source: { url: `${site}/one` }, baseUrl: `${site}/one` });
  });

  it.each([
    ['its site', '<link>https://one.example/x/</link>'],
    [
      'its own address',
      '<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="self" href="https://one.example/feed"/>',
    ],
  ])('resolves them against %s if the feed declares that', async (_fact, channel) => {
    const [article] = await articlesOf('/feed', feed(`<title>One</title>${channel}`));
    expect(article?.source?.url).toBe('https://one.example/one');
  });

  it('resolves a relative address of its site against its final address', async () => {
    const { records } = await opened('/blog/feed', feed('<title>One</title><link>/blog/</link>'));
    const [site] = ofKind(await collect(records), 'SITE');
    expect(site?.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/blog\/$/);
  });
});
