import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../../src/database/database.js';
import { ADDRESS_FILE } from '../../../src/database/engine/address.js';
import { openEmbedded } from '../../../src/database/engine/connect-embedded.js';
import { startChild } from './engine-child.js';
import { engineHome } from './engine-home.js';

const home = engineHome();

type Child = Awaited<ReturnType<typeof startChild>>;

/** The two ways in which a process ends its use of a folder: it closes the engine, or is killed. */
const ENDINGS = {
  closes: (owner: Child) => owner.ask('close'),
  'is killed': (owner: Child) => owner.kill(),
} as const;

async function startOwner(): Promise<Child> {
  const owner = await startChild();
  await owner.ask('open', home.directory);
  return owner;
}

const opened: Database[] = [];
// Close before the folder is removed: an engine whose files disappear ends its process.
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

/** Opens the folder in this process; it is closed after the test. */
async function open(): Promise<Database> {
  const database = await openEmbedded(home.directory, 64);
  opened.push(database);
  return database;
}

const texts = Array.from({ length: 40 }, (_, n) => ({ n, text: 'x'.repeat(2_000) }));

describe('openEmbedded', () => {
  it('describes the folder, and whether another process runs the engine', async () => {
    const owner = await startOwner();
    const attached = await openEmbedded(home.directory, 64);
    await attached.close();
    await owner.kill();
    const own = await openEmbedded(home.directory, 64);
    await own.close();
    expect([attached.description, own.description]).toEqual([
      `the embedded engine in ${home.directory} (run by another process)`,
      `the embedded engine in ${home.directory}`,
    ]);
  });

  it('leaves neither an address file nor a temporary file after it is closed', async () => {
    const database = await openEmbedded(home.directory, 64);
    await database.db.command({ ping: 1 });
    await database.close();
    expect(await readdir(home.directory)).not.toContain(ADDRESS_FILE);
    expect((await readdir(home.path)).filter((name) => /^broadsheet-/.test(name))).toEqual([]);
  });
});

describe.each(Object.entries(ENDINGS))('when the process that runs the engine %s', (_how, end) => {
  it('aborts `failed` of an attached process at once, and its operations fail at once', async () => {
    const owner = await startOwner();
    const { db, failed } = await open();
    await db.collection('texts').insertMany(texts.map((each) => ({ ...each })));
    if (failed === undefined) throw new Error('expected an attached database, which has `failed`');
    const declared = once(failed, 'abort');
    const begun = performance.now();
    await end(owner);
    await declared;
    await expect(db.collection('texts').findOne()).rejects.toThrow();
    expect(performance.now() - begun).toBeLessThan(3_000);
    expect(failed.reason).toMatchObject({
      name: 'EngineGone',
      exitCode: 69,
      message: expect.stringMatching(/has stopped.*Run the same command again to continue\.$/),
    });
  });

  it('keeps every acknowledged write for the next process that opens the folder', async () => {
    const owner = await startOwner();
    const { db } = await open();
    const written = db.collection<{ _id: number }>('written');
    const acknowledged: number[] = [];
    const write = async () => {
      for (let _id = 0; ; _id += 1) {
        await written.insertOne({ _id });
        acknowledged.push(_id);
      }
    };
    const writing = write().catch(() => {});
    await vi.waitFor(() => expect(acknowledged.length).toBeGreaterThan(30), 30_000);
    await end(owner);
    await writing;
    const again = await open();
    expect(await again.db.collection('written').countDocuments()).toBeGreaterThanOrEqual(
      acknowledged.length,
    );
  });
});

describe('a process that runs the engine itself', () => {
  it('does not report its own closing as a failure', async () => {
    const database = await openEmbedded(home.directory, 64);
    await database.close();
    expect(database.failed?.aborted).toBe(false);
  });
});
