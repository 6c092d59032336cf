import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { runRelate } from '../../src/commands/relate.js';
import { LeaseBusy } from '../../src/publishing/lease/lease.js';
import { type CliProcess, runCli, startCli, temporaryFolder } from '../support/cli-process.js';
import { uriOf } from '../support/database.js';
import { contentOf, restore } from '../support/dump.js';
import { fragileLine } from '../support/fragile-line.js';
import { importPrinted } from '../support/printed.js';
import { publishingDatabase } from '../support/publishing.js';

vi.setConfig({ testTimeout: 90_000 });

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

/** A file with so many articles, in a version of their text. */
async function lines(version: string, count = 5): Promise<string> {
  const path = join(await temporaryFolder(), 'articles.jsonl');
  const all = Array.from({ length: count }, (_, n) =>
    JSON.stringify({
      identity: `one:${n}`,
      title: `Number ${n}`,
      html: `<p>${version} of number ${n}.</p>`,
      publishedAt: '2024-05-01T08:00:00Z',
      topics: [{ taxonomy: 'TAG', slug: version.toLowerCase(), name: version }],
    }),
  );
  await writeFile(path, all.join('\n'));
  return path;
}

/** Does what `broadsheet import <path>` does, in this process. */
function importedHere(path: string) {
  return importPrinted({ MONGODB_URI: uriOf(db) }, path);
}

/** A way to the database that can be held up, and the settings of processes that take it. */
async function heldLine() {
  const line = await fragileLine(uriOf(db));
  onTestFinished(line.close);
  const uri = new URL(line.uri);
  uri.pathname = db.databaseName;
  return { line, settings: { MONGODB_URI: uri.href } };
}

/** An import that stands still in the middle of its writes, until it is told to go on. */
async function importHeldUp(path: string, more: Readonly<Record<string, string>> = {}) {
  const { line, settings } = await heldLine();
  let goOn = () => {};
  const going = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const isHeld = new Promise<void>((resolve) => {
    line.holdInsert('bodies', () => {
      resolve();
      return going;
    });
  });
  const held = startCli(['import', path], { ...settings, ...more });
  await isHeld;
  return { held, goOn };
}

async function printed(process: CliProcess, text: RegExp): Promise<void> {
  await vi.waitFor(() => expect(process.stderr()).toMatch(text), { timeout: 20_000 });
}

describe('an import while another is under way', () => {
  it('says for whom it waits, and goes on when that has ended', async () => {
    const path = await lines('Ebb');
    const { held, goOn } = await importHeldUp(path);
    const second = startCli(['import', path], { MONGODB_URI: uriOf(db) });
    await printed(
      second,
      new RegExp(
        `^Waiting for the import that process ${held.process.pid} on host \\S+ started at \\d\\d:\\d\\d\\.$`,
        'm',
      ),
    );
    goOn();
    expect([(await held.ended).code, held.stdout()]).toEqual([
      0,
      expect.stringContaining('5 created'),
    ]);
    expect([(await second.ended).code, second.stdout()]).toEqual([
      0,
      expect.stringContaining('5 unchanged'),
    ]);
  });

  it('ends at once with 75 if it is not to wait', async () => {
    const path = await lines('Ebb');
    const { held, goOn } = await importHeldUp(path);
    const settings = { MONGODB_URI: uriOf(db) };
    const found = /found the import that process \d+ on host/;
    expect(await runCli(['import', path, '--no-wait'], settings)).toMatchObject({
      code: 75,
      stdout: '',
      stderr: expect.stringMatching(found),
    });
    const relating = runRelate(settings, { wait: false });
    await expect(relating).rejects.toThrow(LeaseBusy);
    await expect(relating).rejects.toThrow(found);
    goOn();
    expect((await held.ended).code).toBe(0);
  });

  it('can be stopped while it waits', async () => {
    const path = await lines('Ebb');
    const { held, goOn } = await importHeldUp(path);
    const second = startCli(['import', path], { MONGODB_URI: uriOf(db) });
    await printed(second, /Waiting for/);
    second.process.kill('SIGINT');
    expect((await second.ended).code).toBe(130);
    goOn();
    expect((await held.ended).code).toBe(0);
  });

  it('takes over from one that was killed without waiting', async () => {
    const path = await lines('Ebb');
    const { held, goOn } = await importHeldUp(path);
    await held.kill();
    goOn();
    const { code, stderr } = await importedHere(path);
    expect([code, stderr]).toEqual([0, '']);
  });
});

describe('an import that is paused for longer than its lease', () => {
  it('writes nothing over what another has written meanwhile, and says so', async () => {
    const [first, second, third] = [
      await lines('Ebb'),
      await lines('Flood'),
      await lines('Spring'),
    ];
    await importedHere(first);
    const { held, goOn } = await importHeldUp(second, { BROADSHEET_LEASE_SECONDS: '1' });
    held.process.kill('SIGSTOP');
    goOn();
    await sleep(1_500);
    expect((await importedHere(third)).code).toBe(0);
    const content = await contentOf(db);
    held.process.kill('SIGCONT');
    expect(await held.ended).toMatchObject({
      code: 76,
      stderr: expect.stringMatching(/^Another process has taken over the lease/m),
    });
    const { articles } = await contentOf(db);
    expect(articles).toEqual(content.articles);
    // Parts of its articles are stored beside those of the other: the next import puts them right.
    expect((await importedHere(third)).stdout).toContain('5 unchanged');
    const { bodies: _, listCounts, ...rest } = await contentOf(db);
    const { bodies: _bodies, listCounts: counts, ...before } = content;
    expect(rest).toEqual(before);
    expect(listCounts).toEqual(expect.arrayContaining(counts ?? []));
  });
});
