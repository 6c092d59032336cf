import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startCli, temporaryFolder } from '../support/cli-process.js';
import { uriOf } from '../support/database.js';
import { contentOf, restore } from '../support/dump.js';
import { fragileLine } from '../support/fragile-line.js';
import { contentAfter } from '../support/import-here.js';
import { longExport } from '../support/long-export.js';
import { importPrinted } from '../support/printed.js';
import { publishingDatabase } from '../support/publishing.js';
import { portOf } from '../support/web-server.js';

const POSTS = 160;

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

const articles = () => db.collection('articles').countDocuments();

describe('an import that is told to end', () => {
  it('says so in a sentence, ends with 130, and goes on where it was', async () => {
    const path = await longExport(await temporaryFolder(), POSTS);
    const settings = { MONGODB_URI: uriOf(db) };
    const line = await fragileLine(settings.MONGODB_URI);
    onTestFinished(line.close);
    const throughLine = new URL(line.uri);
    throughLine.pathname = db.databaseName;
    const { process, ended } = startCli(['import', path, '--json'], {
      MONGODB_URI: throughLine.href,
    });
    line.holdInsert('articles', () => {
      process.kill('SIGINT');
      return ended;
    });
    expect(await ended).toEqual({
      code: 130,
      stdout: '',
      stderr: 'Stopped; the same command takes up the rest.\n',
    });
    const written = await articles();
    expect([written > 0, written < POSTS]).toEqual([true, true]);
    const { code } = await importPrinted(settings, path);
    const { settings: _, ...content } = await contentOf(db);
    expect([code, content]).toEqual([0, await contentAfter(path)]);
  });

  it('leaves nothing of what it was fetching', async () => {
    let isAsked = false;
    const port = await portOf(
      createServer((_, response) => {
        isAsked = true;
        response.write('<rss version="2.0">');
      }),
    );
    const TMPDIR = await temporaryFolder();
    const { process, ended } = startCli(['import', `http://127.0.0.1:${port}/feed`], {
      ...{ MONGODB_URI: uriOf(db), BROADSHEET_FETCH_PRIVATE: 'on', TMPDIR },
    });
    const spools = async () => (await readdir(TMPDIR)).filter((name) => /^broadsheet-/.test(name));
    await vi.waitFor(async () => expect([isAsked, (await spools()).length]).toEqual([true, 1]), {
      timeout: 20_000,
    });
    process.kill('SIGTERM');
    expect([(await ended).code, await spools()]).toEqual([143, []]);
  });
});
