import { access, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GraphiqlHandler, serveGraphiql } from '../../src/http/graphiql.js';
import { buildGraphiql } from '../../src/http/graphiql-build.js';
import { type GraphiqlManifest, readManifest } from '../../src/http/graphiql-manifest.js';

let directory: URL;
let answer: GraphiqlHandler;
let files: GraphiqlManifest;

beforeAll(async () => {
  directory = await temporaryDirectory();
  await buildGraphiql(directory);
  files = await readManifest(directory);
  answer = serveGraphiql('/graphql', directory);
}, 30_000);

afterAll(() => rm(directory, { recursive: true }));

describe('buildGraphiql', () => {
  it('does nothing when the files are there already', async () => {
    const app = new URL(files.app, directory);
    const before = await stat(app);

    await buildGraphiql(directory);

    expect((await stat(app)).mtimeMs).toBe(before.mtimeMs);
  });

  it('makes the files of this version and takes away those of an earlier one', async () => {
    const stale = await temporaryDirectory();
    await writeFile(new URL('manifest.json', stale), '{"madeFrom":"an earlier version"}');
    await writeFile(new URL('graphiql-0123456789ab.js.br', stale), 'old');

    await buildGraphiql(stale);

    expect(await readdir(stale)).toEqual(await readdir(directory));
    await rm(stale, { recursive: true });
  });
});

describe('the page of GraphiQL', () => {
  it('is what a browser gets that opens /graphql', async () => {
    const response = await browse('/graphql');

    expect(response?.status).toBe(200);
    expect(response?.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response?.headers.get('vary')).toBe('accept');
    expect(await response?.text()).toContain('<title>Broadsheet</title>');
  });

  it('names no other host', async () => {
    const html = (await (await browse('/graphql'))?.text()) ?? '';

    const namespaces = /http:\/\/www\.w3\.org\/2000\/svg/g;
    expect(html.replace(namespaces, '')).not.toMatch(/https?:|["'(]\/\//);
  });

  it('names only files that are there', async () => {
    const html = (await (await browse('/graphql'))?.text()) ?? '';

    const named = [...html.matchAll(/"\/graphiql\/([^"]+)"/g)].map(([, name]) => name ?? '');
    expect(named).toHaveLength(6);
    for (const name of named) await access(new URL(name, directory));
  });

  it('allows scripts, workers and connections of its own host only', async () => {
    const policy = (await browse('/graphql'))?.headers.get('content-security-policy');

    expect(policy).toContain("default-src 'none'; script-src 'self'; worker-src 'self'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  it('weighs less than 16 KB', async () => {
    const html = (await (await browse('/graphql'))?.text()) ?? '';

    expect(html.length).toBeLessThan(16 * 1024);
  });

  it('leaves a client that takes JSON to GraphQL', async () => {
    expect(await ask('/graphql', { accept: 'application/json' })).toBeUndefined();
  });

  it('leaves a POST to GraphQL, also from a browser', async () => {
    const request = new Request('http://localhost/graphql', {
      method: 'POST',
      headers: { accept: 'text/html' },
    });

    expect(await answer(request)).toBeUndefined();
  });

  it('says what to do where the files were never made', async () => {
    const empty = await temporaryDirectory();
    const unbuilt = serveGraphiql('/graphql', empty);

    const response = await unbuilt(page('/graphql'));

    expect(response?.status).toBe(503);
    expect(await response?.text()).toContain('npm run build');
    await rm(empty, { recursive: true });
  });
});

describe('the files of GraphiQL', () => {
  it('may be kept for a year, since their names change with what they hold', async () => {
    const response = await ask(`/graphiql/${files.style}`);

    expect(response?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    await response?.body?.cancel();
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('come in %s to who takes it', async (encoding, decompress) => {
    const response = await ask(`/graphiql/${files.launch}`, { 'accept-encoding': encoding });

    expect(response?.headers.get('content-encoding')).toBe(encoding);
    expect(response?.headers.get('vary')).toBe('accept-encoding');
    const sent = Buffer.from((await response?.arrayBuffer()) ?? new ArrayBuffer());
    expect(response?.headers.get('content-length')).toBe(String(sent.length));
    expect(decompress(sent)).toEqual(await readFile(new URL(files.launch, directory)));
  });

  it('come as they are to who takes no encoding', async () => {
    const response = await ask(`/graphiql/${files.launch}`);

    expect(response?.headers.has('content-encoding')).toBe(false);
    expect(await response?.text()).toBe(await readFile(new URL(files.launch, directory), 'utf8'));
  });

  it('say that they are scripts and a style sheet', async () => {
    const types = [files.app, files.graphql, files.style].map(async (name) => {
      const response = await ask(`/graphiql/${name}`);
      await response?.body?.cancel();
      return response?.headers.get('content-type');
    });

    expect(await Promise.all(types)).toEqual([
      'text/javascript; charset=utf-8',
      'text/javascript; charset=utf-8',
      'text/css; charset=utf-8',
    ]);
  });

  it('tell their size to HEAD, and send nothing', async () => {
    const url = `http://localhost/graphiql/${files.app}`;

    const response = await answer(new Request(url, { method: 'HEAD' }));

    expect(Number(response?.headers.get('content-length'))).toBeGreaterThan(5_000_000);
    expect(response?.body).toBeNull();
  });

  it.each([
    'graphiql.js',
    '',
    'manifest.json',
    'launch.js.br',
    '..%2f..%2fpackage.json',
    '%2e%2e/%2e%2e/package.json',
    '%00',
    'constructor',
  ])('do not hold %j', async (name) => {
    const response = await answer(requestFor(`/graphiql/${name}`));

    expect(response?.status ?? 404).toBe(404);
  });

  it('hold no compressed file under a name of its own', async () => {
    expect((await ask(`/graphiql/${files.app}.br`))?.status).toBe(404);
  });
});

function requestFor(path: string, headers: Record<string, string> = {}): Request {
  return new Request(new URL(path, 'http://localhost'), { headers });
}

function page(path: string): Request {
  return requestFor(path, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
}

function ask(path: string, headers: Record<string, string> = {}): Promise<Response | undefined> {
  return answer(requestFor(path, headers));
}

function browse(path: string): Promise<Response | undefined> {
  return answer(page(path));
}

async function temporaryDirectory(): Promise<URL> {
  return pathToFileURL(`${await mkdtemp(join(tmpdir(), 'broadsheet-graphiql-'))}/`);
}
