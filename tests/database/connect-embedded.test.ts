import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openEmbedded } from '../../src/database/connect-embedded.js';
import type { Database } from '../../src/database/database.js';
import { ADDRESS_FILE } from '../../src/database/engine-address.js';
import { steadily } from '../../src/database/steadily.js';
import { startChild } from './engine-child.js';
import { engineHome, readAddressFile } from './engine-home.js';

/** `npm run soak` ends owners often, the suite once. */
const TIMES = process.env.SOAK ? 25 : 1;

const home = engineHome();
vi.setConfig({ testTimeout: process.env.SOAK ? 300_000 : 60_000 });

type Child = Awaited<ReturnType<typeof startChild>>;

/** The two ways in which a process leaves a folder: it closes the engine, or it is killed. */
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
// Before the folder goes: an engine whose files vanish ends its process.
afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
});

/** Opens the folder here, to be closed when the test is over. */
async function open(): Promise<Database> {
  const database = await openEmbedded(home.directory, 64);
  opened.push(database);
  return database;
}

/** Reads, eight at a time, until told to end; `end` answers with every error. */
function readers({ db }: Database) {
  const errors: unknown[] = [];
  let reads = 0;
  let isEnded = false;
  const read = async () => {
    while (!isEnded) {
      await db
        .collection('texts')
        .find()
        .toArray()
        .catch((error: unknown) => errors.push(error));
      reads += 1;
    }
  };
  const all = Promise.all(Array.from({ length: 8 }, read));
  return {
    /** Waits until so many more reads have come to their end. */
    more: (count: number) => {
      const goal = reads + count;
      return vi.waitFor(() => expect(reads).toBeGreaterThan(goal), 30_000);
    },
    end: async () => {
      isEnded = true;
      await all;
      return errors;
    },
  };
}

const texts = Array.from({ length: 40 }, (_, n) => ({ n, text: 'x'.repeat(2_000) }));

describe('openEmbedded', () => {
  it('says in which folder it is, and whether another process runs it', async () => {
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

  it('leaves neither an address nor a file behind when it is closed', async () => {
    const owner = await startOwner();
    const database = await openEmbedded(home.directory, 64);
    await owner.kill();
    await database.db.command({ ping: 1 });
    await database.close();
    expect(await readdir(home.directory)).not.toContain(ADDRESS_FILE);
    expect((await readdir(home.path)).filter((name) => /^broadsheet-/.test(name))).toEqual([]);
  });
});

describe.each(Object.entries(ENDINGS))('when the process that runs the engine %s', (_how, end) => {
  it(`those that read go on without an error (times: ${TIMES})`, async () => {
    for (let time = 0; time < TIMES; time += 1) {
      const owner = await startOwner();
      const database = await openEmbedded(home.directory, 64);
      await database.db.collection('texts').deleteMany({});
      await database.db.collection('texts').insertMany(texts.map((each) => ({ ...each })));
      const reading = readers(database);
      await reading.more(20 + Math.random() * 100);
      await end(owner);
      await reading.more(50);
      expect(await reading.end()).toEqual([]);
      await database.close();
      await owner.kill();
    }
  });

  it('those that write lose nothing, and write nothing twice', async () => {
    const owner = await startOwner();
    const { db } = await open();
    const written = db.collection<{ _id: number; times: number }>('written');
    let next = 0;
    let isEnded = false;
    const write = async () => {
      while (!isEnded) {
        const _id = next++;
        await steadily(() => written.updateOne({ _id }, { $set: { times: 1 } }, { upsert: true }));
      }
    };
    const all = Promise.all([write(), write()]);
    await vi.waitFor(() => expect(next).toBeGreaterThan(30), 30_000);
    await end(owner);
    const before = next;
    await vi.waitFor(() => expect(next).toBeGreaterThan(before + 30), 30_000);
    isEnded = true;
    await all;
    expect(await written.countDocuments()).toBe(next);
  });
});

describe('when the process that runs the engine is killed', () => {
  it('one that is idle takes the folder over by itself', async () => {
    const owner = await startOwner();
    const { db } = await open();
    await db.command({ ping: 1 });
    await owner.kill();
    await vi.waitFor(
      async () => expect(await readAddressFile(home.directory)).toMatchObject({ pid: process.pid }),
      { timeout: 15_000, interval: 50 },
    );
  });

  it('one that is attached follows whoever was quicker, and is the next in turn', async () => {
    const [owner, second] = [await startOwner(), await startChild()];
    const { db } = await open();
    await second.ask('open', home.directory);
    await db.collection('texts').insertOne({ n: 1 });
    await owner.kill();
    await Promise.all([second.ask('reopen'), db.command({ ping: 1 })]);
    await second.kill();
    expect(await db.collection('texts').countDocuments()).toBe(1);
  });
});
