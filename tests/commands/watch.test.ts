import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Stopped } from '../../src/commands/stopping.js';
import { runWatch } from '../../src/commands/watch.js';
import { watchAddress } from '../../src/commands/watching.js';
import { connectToServer } from '../../src/database/connect-server.js';
import { StartError } from '../../src/errors.js';
import { createStores } from '../../src/stores.js';
import { startCli } from '../support/cli-process.js';
import { uriOf } from '../support/database.js';
import { restore } from '../support/dump.js';
import { fragileLine } from '../support/fragile-line.js';
import { printedBy } from '../support/printed.js';
import { publishingDatabase } from '../support/publishing.js';
import { served } from '../support/web-server.js';

const INTERVAL = 40;
const FETCHING = { isPrivateAllowed: true, maxBytes: 1_000_000, timeoutMilliseconds: 5_000 };

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

/** One request as it came in. */
interface Look {
  readonly headers: IncomingHttpHeaders;
  /** Milliseconds, on a clock that never goes back. */
  readonly at: number;
}

/** Serves these answers one after another, then none at all, and keeps what was asked. */
async function feedServer(answers: readonly RequestListener[]) {
  const looks: Look[] = [];
  const site = await served((request, response) => {
    looks.push({ headers: request.headers, at: performance.now() });
    answers[looks.length - 1]?.(request, response);
  });
  return { address: `${site}/feed`, looks };
}

/** A feed with so many items. */
function feed(count: number, headers: Record<string, string> = {}): RequestListener {
  const items = Array.from(
    { length: count },
    (_, n) =>
      `<item><title>Number ${n}</title><guid>https://one.example/${n}</guid><pubDate>Wed, 01 May 2024 07:30:00 GMT</pubDate><description>Text.</description></item>`,
  );
  const body = `<rss version="2.0"><channel><title>One</title><link>https://one.example/</link>${items.join('')}</channel></rss>`;
  return (_, response) => response.writeHead(200, headers).end(body);
}

/** Answers with nothing but a status. */
function status(code: number, headers: Record<string, string> = {}): RequestListener {
  return (_, response) => response.writeHead(code, headers).end();
}

/** Watches until so many looks were answered and one more has begun, then stops it. */
async function watched(
  { address, looks }: Awaited<ReturnType<typeof feedServer>>,
  rounds: number,
  on: Db = db,
) {
  const controller = new AbortController();
  const finished = printedBy(() =>
    watchAddress(createStores(on), address, {
      fetching: FETCHING,
      intervalMilliseconds: INTERVAL,
      leaseMs: 30_000,
      noWait: false,
      json: true,
      signal: controller.signal,
    }),
  );
  await vi.waitFor(() => expect(looks.length).toBeGreaterThan(rounds), {
    timeout: 20_000,
    interval: 5,
  });
  controller.abort(new Stopped('SIGTERM'));
  const { code, stdout, stderr } = await finished;
  const accounts: Record<string, unknown>[] = stdout
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
  return { code, accounts, stderr };
}

const articles = () => db.collection('articles').countDocuments();

describe('watchAddress', () => {
  it('asks for what is newer than the last good answer, and brings that in', async () => {
    const server = await feedServer([
      feed(2, { ETag: '"a"', 'Last-Modified': 'Wed, 01 May 2024 08:00:00 GMT' }),
      status(304),
      feed(3, { ETag: 'W/"b"' }),
      status(500),
      feed(4),
      feed(4),
    ]);
    const { code, accounts, stderr } = await watched(server, 6);
    const asked = server.looks
      .slice(0, 6)
      .map(({ headers }) => [headers['if-none-match'], headers['if-modified-since']]);
    expect(asked).toEqual([
      [undefined, undefined],
      ['"a"', 'Wed, 01 May 2024 08:00:00 GMT'],
      ['"a"', 'Wed, 01 May 2024 08:00:00 GMT'],
      ['W/"b"', undefined],
      ['W/"b"', undefined],
      [undefined, undefined],
    ]);
    expect(accounts).toMatchObject([
      { read: 2, created: 2, unchanged: 0, failed: 0 },
      { read: 3, created: 1, unchanged: 2, failed: 0 },
      { read: 4, created: 1, unchanged: 3, failed: 0 },
      { read: 4, created: 0, unchanged: 4, failed: 0 },
    ]);
    expect([code, await articles()]).toEqual([0, 4]);
    expect(stderr).toContain(`${server.address}: not modified.\n`);
    expect(stderr).toContain(
      `Nothing came of this look. ${server.address}: expected the source, found HTTP status 500 (Internal Server Error).\n`,
    );
  });

  it('never asks sooner than it is told, nor than the server wants', async () => {
    const server = await feedServer([
      status(429, { 'Retry-After': '1' }),
      status(503, { 'Retry-After': '0' }),
      feed(1),
    ]);
    await watched(server, 3);
    const pauses = server.looks
      .slice(1)
      .map(({ at }, index) => at - (server.looks[index]?.at ?? 0));
    expect(pauses[0]).toBeGreaterThanOrEqual(1000);
    // A timer may be a millisecond early.
    for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(INTERVAL - 1);
    expect(pauses[1]).toBeLessThan(1000);
  });

  it('goes on after an answer that breaks off, is no feed, or is too large', async () => {
    const server = await feedServer([
      (_, response) => {
        response.writeHead(200, { 'Content-Length': '1000', ETag: '"half"' });
        response.write('<rss>', () => response.destroy());
      },
      (_, response) => response.writeHead(200, { ETag: '"page"' }).end('<html></html>'),
      (_, response) => response.writeHead(200, { 'Content-Length': '1000001' }).end(),
      feed(1),
    ]);
    const { code, accounts, stderr } = await watched(server, 4);
    expect([code, accounts]).toMatchObject([0, [{ read: 1, created: 1 }]]);
    expect(server.looks[3]?.headers['if-none-match']).toBe(undefined);
    expect(stderr.match(/^Nothing came of this look\. .*/gm)).toEqual([
      expect.stringContaining('broke before everything was received'),
      expect.stringContaining('found a web page (HTML)'),
      expect.stringContaining('larger than the limit of 1000000 bytes'),
    ]);
  });

  it('goes on when the connection to the database breaks under it', async () => {
    const line = await fragileLine(uriOf(db));
    onTestFinished(() => line.close());
    const database = await connectToServer(line.uri.replace('/?', `/${db.databaseName}?`));
    onTestFinished(() => database.close());
    const server = await feedServer([feed(1), feed(2), feed(3)]);
    line.cutAfter(12);
    const { code, accounts } = await watched(server, 3, database.db);
    expect([code, accounts.at(-1), await articles()]).toMatchObject([0, { read: 3, failed: 0 }, 3]);
  });

  it('answers with 1 if the last look failed, or something in what it brought', async () => {
    const nowhere = await feedServer([feed(1), status(500)]);
    expect((await watched(nowhere, 2)).code).toBe(1);
    const broken: RequestListener = (_, response) =>
      response.end('<rss version="2.0"><channel><title>One</title><item></item></channel></rss>');
    const { code, accounts } = await watched(await feedServer([broken]), 1);
    expect([code, accounts[0]]).toMatchObject([1, { failed: 1 }]);
  });

  it('shows on a terminal when it looks next, and nowhere else', async () => {
    expect((await watched(await feedServer([feed(1)]), 1)).stderr).not.toContain('next look');
    const { isTTY } = process.stderr;
    onTestFinished(() => {
      process.stderr.isTTY = isTTY;
      vi.restoreAllMocks();
    });
    process.stderr.isTTY = true;
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    expect((await watched(await feedServer([feed(1)]), 1)).stderr).toMatch(
      /^The next look is at \d\d:\d\d:\d\d; Ctrl-C ends it\.$/m,
    );
  });
});

describe('broadsheet import --watch', () => {
  it('looks once, waits, and ends within a second when it is told to', async () => {
    const server = await feedServer([feed(2)]);
    const settings = { MONGODB_URI: uriOf(db), BROADSHEET_FETCH_PRIVATE: 'on' };
    const watch = startCli(['import', server.address, '--watch', '1', '--json'], settings);
    await vi.waitFor(() => expect(watch.stdout()).toContain('\n'), 20_000);
    await sleep(50);
    const declared = performance.now();
    watch.process.kill('SIGTERM');
    const { code, stdout, stderr } = await watch.ended;
    expect(performance.now() - declared).toBeLessThan(1000);
    expect([code, JSON.parse(stdout), server.looks.length]).toMatchObject([0, { created: 2 }, 1]);
    expect(stderr).toMatch(/^Read 2: 2 created, .*\n$/);
  });

  it.each(['/srv/archive', 'feed.xml', '-', 'ftp://one.example/feed'])(
    'refuses %s, which is no address',
    async (path) => {
      const refusal = runWatch({ MONGODB_URI: uriOf(db) }, path, '5', {});
      await expect(refusal).rejects.toThrow(StartError);
      await expect(refusal).rejects.toThrow(
        `--watch: expected an http or https address, found "${path}".`,
      );
    },
  );

  it.each(['0', '0.04', '10081', '-5', 'often', '', '1e3', 'NaN'])(
    'refuses %j for minutes',
    async (minutes) => {
      await expect(
        runWatch({ MONGODB_URI: uriOf(db) }, 'https://one.example/feed', minutes, {}),
      ).rejects.toThrow(`--watch: expected minutes from 0.05 to 10080, found "${minutes}".`);
    },
  );
});
