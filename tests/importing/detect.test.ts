import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../src/importing/detect.js';
import { SourceUnreadable } from '../../src/importing/source-unreadable.js';
import { collect, fixture, ofKind, temporaryFile } from './records.js';

const HARBOUR = fixture('wordpress/harbour-notes.xml');

describe('openSource', () => {
  it('recognises a WordPress export', async () => {
    const { kind, records } = await openSource(HARBOUR);
    expect([kind, ofKind(await collect(records), 'ARTICLE').length]).toEqual(['wordpress', 14]);
  });

  it.each([
    ['an RSS feed', 'feeds/rss-2.0.xml', 'feed'],
    ['an Atom feed', 'feeds/atom-0.3.xml', 'feed'],
    ['a feed in RDF', 'feeds/rss-0.90.rdf', 'feed'],
    ['a feed after a message', 'feeds/notice.xml', 'feed'],
    ['a JSON Feed', 'feeds/json-feed-1.0.json', 'json-feed'],
    ['a Ghost export', 'ghost/harbour-notes.json', 'ghost'],
  ])('recognises %s', async (_fact, name, kind) => {
    expect((await openSource(fixture(name))).kind).toBe(kind);
  });

  it.each([
    ['its first line', 'a.txt', '\ufeff\n{"title":"A","text":"a"}\n{"title":"B","text":"b"}\n'],
    ['a later line', 'a.txt', '{"title":"A","text":\n{"title":"B","text":"b"}\n'],
    ['its name, although its first line is broken', 'a.ndjson', '{"tit\n'],
    ['the beginning of a long line', 'a.txt', `{"id": 1, "html": "${'x'.repeat(100_000)}"}`],
  ])('recognises JSON Lines by %s', async (_fact, name, content) => {
    expect((await openSource(await temporaryFile(name, content))).kind).toBe('json-lines');
  });

  it('unpacks compressed JSON Lines, and separates two files by a namespace', async () => {
    const packed = gzipSync('{"id":1,"title":"A","text":"a"}\n');
    const path = await temporaryFile('a.jsonl.gz', packed);
    const { records } = await openSource(path, { namespace: 'one' });
    const [article] = ofKind(await collect(records), 'ARTICLE');
    expect(article?.identity).toBe('json-lines:one:1');
  });

  it('recognises a feed on standard input', async () => {
    const stdin = Readable.from([await readFile(fixture('feeds/rss-2.0.xml'))]);
    const { kind, records } = await openSource('-', { stdin });
    expect([kind, ofKind(await collect(records), 'ARTICLE').length]).toEqual(['feed', 3]);
  });

  it('recognises a folder of Markdown, and a single file', async () => {
    const kinds = [fixture('markdown/hugo'), fixture('markdown/astro/blog/notes.mdx')].map(
      async (path) => (await openSource(path)).kind,
    );
    expect(await Promise.all(kinds)).toEqual(['markdown', 'markdown']);
  });

  it.each([HARBOUR, fixture('ghost/harbour-notes.json'), fixture('markdown/hugo')])(
    'counts the bytes read up to the total: %s',
    async (path) => {
      const source = await openSource(path);
      await collect(source.records);
      expect(source.bytesRead()).toBe(source.totalBytes);
    },
  );

  it('unpacks a compressed export', async () => {
    const path = await temporaryFile('export.xml.gz', gzipSync(await readFile(HARBOUR)));
    const { records } = await openSource(path);
    expect(ofKind(await collect(records), 'ARTICLE')).toHaveLength(14);
  });

  it('imports the beginning of a compressed export that is truncated', async () => {
    const packed = gzipSync(await readFile(HARBOUR));
    const path = await temporaryFile('cut.xml.gz', packed.subarray(0, packed.length - 200));
    const { records } = await openSource(path);
    const got = await collect(records);
    expect(ofKind(got, 'FAILED')).toHaveLength(1);
    expect(ofKind(got, 'ARTICLE').length).toBeGreaterThan(0);
  });

  it('reads standard input, and removes its temporary file', async () => {
    const spools = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('broadsheet-import-'));
    const before = await spools();
    const stdin = Readable.from([await readFile(HARBOUR)]);
    const { kind, records } = await openSource('-', { stdin });
    expect([kind, ofKind(await collect(records), 'ARTICLE').length]).toEqual(['wordpress', 14]);
    expect((await spools()).filter((name) => !before.includes(name))).toEqual([]);
  });
});

describe('openSource, of an unsupported source', () => {
  const refusal = async (path: string) => {
    const error = await openSource(path).catch((refused: unknown) => refused);
    if (!(error instanceof SourceUnreadable)) throw new Error(`expected a refusal of ${path}`);
    return error.message.replace(`${path}: `, '');
  };

  it.each([
    ['an empty file', 'empty.xml', '', 'found an empty file. Create the export again.'],
    ['empty lines', 'blank.xml', '\n\n', 'found a file of empty lines.'],
    ['other JSON', 'export.json', '{"a": []}', 'found other JSON. Convert it to JSON Lines'],
    ['a list', 'a.jsonl', '[{"title": "A"}]', 'found a JSON list. Convert it to JSON Lines'],
    [
      'an object over several lines',
      'a.jsonl',
      '{\n"title": "A"\n}',
      'found other JSON. Convert it to',
    ],
    ['a web page', 'page.xml', '<!DOCTYPE html><html></html>', 'found a web page (HTML).'],
    ['a short web page', 'page.xml', '<!doctype html><title>x', 'found a web page (HTML).'],
    ['another XML', 'a.xml', '<plist></plist>', 'found an XML file with <plist> at its root. In W'],
    [
      'OPML',
      'a.opml',
      '<opml version="2.0"></opml>',
      'found an OPML file, which is a list of feeds.',
    ],
    ['a sitemap', 'a.xml', '<urlset></urlset>', 'found a sitemap, which is a list of pages. It'],
    ['a table', 'a.csv', 'x\n1\n', 'found a table (CSV). Convert it to JSON Lines'],
    [
      'a table without a file extension',
      'a',
      '"id";"title";"text"\n1;A;B\n',
      'found a table (CSV). Convert it to JSON',
    ],
    [
      'sentences with commas',
      'a',
      'One, two, three.\nFour, five.\n',
      'found text in an unknown format. In W',
    ],
    ['a database dump', 'a.sql', 'CREATE TABLE a;', 'found a database dump (SQL). Only the system'],
    ['an image', 'x.xml', Buffer.from([0x89, 0x50, 0, 0, 1]), 'found a binary file.'],
    ['a ZIP archive', 'x.zip', Buffer.from('PK\u0003\u0004'), 'found a ZIP archive. Unpack it'],
    ['plain text', 'x.txt', 'Hello.', 'found text in an unknown format.'],
  ])('reports what it found: %s', async (_fact, name, content, expected) => {
    expect(await refusal(await temporaryFile(name, content))).toContain(
      `or a folder of Markdown files, ${expected}`,
    );
  });

  it('reports a path that does not exist', async () => {
    expect(await refusal('/nowhere/at/all.xml')).toContain(
      'found nothing at this path. Check the path.',
    );
  });

  it('reports a folder without Markdown files', async () => {
    const folder = dirname(await temporaryFile('x.txt', 'x'));
    expect(await refusal(folder)).toContain('found a folder without any .md');
  });
});
