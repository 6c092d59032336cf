import { readFile } from 'node:fs/promises';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runImport } from '../../src/commands/import.js';
import { fixture, temporaryFile } from '../importing/records.js';
import { type Finished, runCli } from '../support/cli-process.js';
import { uriOf } from '../support/database.js';
import { restore } from '../support/dump.js';
import { printedBy } from '../support/printed.js';
import { publishingDatabase } from '../support/publishing.js';
import { served } from '../support/web-server.js';

const PRIVATE = { BROADSHEET_FETCH_PRIVATE: 'on' };

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

/** Does what `broadsheet import <path> --json` does, in this process. */
function imported(path: string, settings: Record<string, string> = {}): Promise<Finished> {
  const env = { MONGODB_URI: uriOf(db), ...settings };
  return printedBy(() => runImport(env, path, { json: true }));
}

/** What became of the articles, as an account in JSON tells it. */
function outcome({ stdout }: Finished): unknown {
  const { read, created, updated, unchanged, failed } = JSON.parse(stdout);
  return { read, created, updated, unchanged, failed };
}

const CREATED = { read: 3, created: 3, updated: 0, unchanged: 0, failed: 0 };

/** A feed that says hardly anything: no address of its site, and items known by their links. */
const BARE_FEED = `<rss version="2.0"><channel><title>Bare</title>
<item><title>One</title><link>/one</link><pubDate>Wed, 01 May 2024 07:30:00 GMT</pubDate></item>
<item><title>Two</title><link>/two</link><guid isPermaLink="false">2</guid></item>
<item><title>Three</title><link>https://bare.example/three</link></item>
</channel></rss>`;

describe('broadsheet import, of an address', () => {
  it('fetches it, brings it in, and ends with the account', async () => {
    const feed = await readFile(fixture('feeds/rss-2.0.xml'));
    const site = await served((_, response) => response.end(feed));
    const finished = await imported(`${site}/feed`, PRIVATE);
    expect([finished.code, outcome(finished)]).toEqual([0, CREATED]);
  });

  it.each(['rss-2.0.xml', 'json-feed-1.1.json', 'atom-1.0.xml'])(
    'finds every article again that came from a file, and the other way round: %s',
    async (name) => {
      const path = fixture(`feeds/${name}`);
      const feed = await readFile(path);
      const site = await served((_, response) => response.end(feed));
      const first = JSON.parse((await imported(path)).stdout);
      const again = JSON.parse((await imported(`${site}/feed`, PRIVATE)).stdout);
      const back = JSON.parse((await imported(path)).stdout);
      const unchanged = { ...first, created: 0, unchanged: first.created };
      expect([first.created > 0, again, back]).toEqual([true, unchanged, unchanged]);
    },
  );

  it('makes nothing twice even of a feed that does not say where it is from', async () => {
    const path = await temporaryFile('feed.xml', BARE_FEED);
    const site = await served((_, response) => response.end(BARE_FEED));
    expect(outcome(await imported(path))).toEqual(CREATED);
    // Two have an address now.
    expect(outcome(await imported(`${site}/feed`, PRIVATE))).toEqual({
      ...CREATED,
      created: 0,
      updated: 2,
      unchanged: 1,
    });
  });

  it('never prints the credentials of an address', async () => {
    const site = await served((_, response) => response.writeHead(404).end());
    const address = `${site.replace('//', '//ada:secret@')}/feed`;
    const { code, stdout, stderr } = await imported(address, PRIVATE);
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining(`${site}/feed`)]);
    expect(stdout + stderr).not.toMatch(/ada|secret/);
  });
});

describe('broadsheet import and private addresses', () => {
  it.each(['127.0.0.1', 'localhost', '[::1]', '2130706433', '0x7f.1', '[::ffff:127.0.0.1]'])(
    'does not reach %s',
    async (host) => {
      let isReached = false;
      const site = await served((_, response) => {
        isReached = true;
        response.end();
      });
      const address = `http://${host}:${new URL(site).port}/feed`;
      const { code, stderr } = await imported(address);
      expect([code, stderr, isReached]).toEqual([
        1,
        expect.stringMatching(
          /^Failed: http:\S+\/feed: .* not a public address\. Private addresses are fetched only with BROADSHEET_FETCH_PRIVATE=on\.$/m,
        ),
        false,
      ]);
    },
  );

  it('tells that without a stack trace, as a process does', async () => {
    const settings = { MONGODB_URI: uriOf(db) };
    const { code, stdout, stderr } = await runCli(
      ['import', 'http://127.0.0.1:1/', '--json'],
      settings,
    );
    expect([code, outcome({ code, stdout, stderr })]).toEqual([
      1,
      { read: 1, created: 0, updated: 0, unchanged: 0, failed: 1 },
    ]);
    expect(stderr).toMatch(
      /^Read 1: .*\nFailed: http:\/\/127\.0\.0\.1:1\/: 127\.0\.0\.1 is not a public address.*\n$/,
    );
  });
});

describe('broadsheet import and the limits of fetching', () => {
  it('takes an answer of just the size, and none that is larger', async () => {
    const feed = BARE_FEED.padEnd(2000);
    const site = await served((_, response) => response.end(feed));
    const taken = { ...PRIVATE, BROADSHEET_FETCH_MAX_BYTES: '2000' };
    expect(outcome(await imported(site, taken))).toEqual(CREATED);
    const refused = { ...PRIVATE, BROADSHEET_FETCH_MAX_BYTES: '1999' };
    const { code, stderr } = await imported(site, refused);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('is larger than the limit of 1999 bytes'),
    ]);
  });

  it('waits for the last byte only so long', async () => {
    const send = (milliseconds: number) =>
      served((_, response) => {
        response.write(BARE_FEED.slice(0, 100));
        setTimeout(() => response.end(BARE_FEED.slice(100)), milliseconds);
      });
    const settings = { ...PRIVATE, BROADSHEET_FETCH_TIMEOUT_SECONDS: '1' };
    expect(outcome(await imported(await send(300), settings))).toEqual(CREATED);
    const { code, stderr } = await imported(await send(5000), settings);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('not fetched completely within the limit of 1 seconds'),
    ]);
  });
});
