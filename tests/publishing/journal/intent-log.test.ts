import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DURABLE_ON_ENGINE } from '../../../src/database/engine/embedded-engine.js';
import { contentOf, dump, placesOf, restore } from '../../support/dump.js';
import { article, author, category, tag } from '../../support/entries.js';
import { type FragileLine, fragileLine } from '../../support/fragile-line.js';
import {
  type Delivery,
  deliver,
  endedProcess,
  kinds,
  publishingDatabase,
} from '../../support/publishing.js';

const comment = (identity: string, parentIdentity?: string) => ({
  identity,
  ...(parentIdentity === undefined ? {} : { parentIdentity }),
  authorName: 'Bo',
  body: `Remark ${identity}`,
  status: 'APPROVED' as const,
  createdAt: new Date('2024-05-02T10:00:00Z'),
});

/**
 * One of each kind: colliding slugs, a topic tree, comments with replies, shares, a draft, a
 * scheduled article.
 */
const first: Delivery = {
  authors: [{ ...author('Ada'), bio: 'Oceanographer.' }],
  topics: [
    category('Trenches', 'deep-sea'),
    category('Deep sea', 'oceans'),
    category('Oceans', 'science'),
    category('Science'),
  ],
  articles: [
    article({
      title: 'Tides',
      identity: 'test:tides',
      authors: [author('Ada')],
      topics: [category('Deep sea'), tag('Tide gauges')],
      comments: [comment('1'), comment('2', '1')],
      shares: { EMAIL: 3 },
    }),
    article({ title: 'Tides', identity: 'test:tides too', topics: [category('Oceans')] }),
    article({ title: 'Fog', topics: [tag('Tide gauges')], authors: [author('Cy')] }),
    article({ title: 'Rain', status: 'DRAFT' }),
    article({
      title: 'Hail',
      publishedAt: new Date('2024-07-01T08:00:00Z'),
      authors: [author('Di')],
      topics: [tag('Ice')],
    }),
  ],
};

/**
 * A changed text, changed comments, a withdrawn article, a delayed one, a new one, and a topic that
 * moves with its subtopic.
 */
const second: Delivery = {
  authors: [{ ...author('Ada'), bio: 'Oceanographer, retired.' }],
  topics: [category('Oceans', 'planet')],
  articles: (first.articles ?? [])
    .map((entry): typeof entry => {
      if (entry.identity === 'test:tides') return { ...entry, html: '<p>The sea again.</p>' };
      if (entry.title === 'Fog') return { ...entry, status: 'ARCHIVED' };
      if (entry.title === 'Hail') {
        return { ...entry, publishedAt: new Date('2024-08-01T08:00:00Z'), topics: [] };
      }
      return { ...entry, comments: [comment('3')] };
    })
    .concat(article({ title: 'Snow', topics: [category('Deep sea')] })),
};

/** Kill points: `npm run soak` kills after every command, the test suite after every 19th. */
const STEP = process.env.SOAK ? 1 : 19;

/** For tests that need two more imports per kill point: the test suite kills after every 31st. */
const WIDE_STEP = process.env.SOAK ? 1 : 31;

let db: Db;
let line: FragileLine;
beforeAll(async () => {
  db = await publishingDatabase();
  line = await fragileLine(inject('mongodbUri'));
});
afterAll(() => line.close());

/** Creates a client of its own through the fragile line, as a separate process would have. */
function client(): MongoClient {
  const options = {
    serverSelectionTimeoutMS: 5_000,
    // If a connection ends during a monitor request of the driver, the driver waits for this time
    // (30 s by default).
    connectTimeoutMS: 2_000,
    heartbeatFrequencyMS: 1_000,
    writeConcern: DURABLE_ON_ENGINE,
  };
  return new MongoClient(line.uri, options);
}

/**
 * Imports, and kills the process after the given number of commands; true if it finished before.
 */
async function deliverUntil(
  commands: number,
  delivery: Delivery,
  whatKills: (kill: () => void) => void = (kill) => line.cutAfter(commands, kill),
): Promise<boolean> {
  const process = client();
  whatKills(() => void process.close());
  const held = process.db(db.databaseName);
  const isWhole = await deliver(held, delivery, undefined, await endedProcess()).then(
    () => true,
    () => false,
  );
  await process.close();
  return isWhole;
}

describe.each([
  ['a first import', {}, first],
  ['an import of changes', first, second],
])('%s that is killed after any of its commands', (_name, earlier, delivery) => {
  it('leaves the database of an uninterrupted import when it is repeated', async () => {
    await restore(db, {});
    await deliver(db, earlier);
    const start = await dump(db);
    await deliver(db, delivery);
    const whole = await contentOf(db);
    for (let commands = 1; ; commands += STEP) {
      await restore(db, start);
      if (await deliverUntil(commands, delivery)) break;
      await deliver(db, delivery);
      expect(await contentOf(db), `killed after ${commands} commands`).toEqual(whole);
    }
    expect(line.carriedOut).toBeGreaterThan(20);
  });
});

describe('an import that is killed while another import runs to its end', () => {
  it.each([
    ['an article', [article({ title: 'Fog', topics: [category('Deep sea')] })], []],
    ['a topic that moves', [], [category('Oceans', 'planet')]],
  ])(
    'leaves the database of an uninterrupted import when it is repeated (%s)',
    async (_, articles, topics) => {
      const delivery = { articles: [...(second.articles ?? []), ...articles], topics };
      const other = { articles: [article({ title: 'Dew', topics: [category('Deep sea')] })] };
      await restore(db, {});
      await deliver(db, first);
      const start = await dump(db);
      await deliver(db, other);
      await deliver(db, delivery);
      const whole = await placesOf(db);
      for (let commands = 1; ; commands += WIDE_STEP) {
        await restore(db, start);
        const isWhole = await deliverUntil(commands, delivery, (kill) =>
          line.holdAfter(commands, async () => {
            await deliver(db, other);
            kill();
            line.cut();
          }),
        );
        if (line.carriedOut < commands) break;
        expect(isWhole).toBe(false);
        await deliver(db, delivery);
        expect(await placesOf(db), `killed after ${commands} commands`).toEqual(whole);
      }
    },
  );
});

describe('an import that is paused until another has taken over and ended', () => {
  it('leaves the same database as both imports in sequence when it is repeated', async () => {
    const other = { articles: [article({ title: 'Dew', topics: [category('Deep sea')] })] };
    await restore(db, {});
    await deliver(db, first);
    const start = await dump(db);
    await deliver(db, other);
    await deliver(db, second);
    const whole = await placesOf(db);
    const paused = client();
    const ended = await endedProcess();
    for (let commands = 1; ; commands += WIDE_STEP) {
      await restore(db, start);
      line.holdAfter(commands, () => deliver(db, other));
      const held = paused.db(db.databaseName);
      await deliver(held, second, undefined, ended).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'LeaseLost' });
      });
      if (line.carriedOut < commands) break;
      await deliver(db, second);
      expect(await placesOf(db), `paused after ${commands} commands`).toEqual(whole);
    }
    await paused.close();
  });
});

describe('an import that loses its connection', () => {
  it.each([2, 9, 18, 31])('continues, and stores correct counts (after %i commands)', async (n) => {
    await restore(db, {});
    await deliver(db, first);
    const whole = await contentOf(db);
    await restore(db, {});
    const process = client();
    line.cutAfter(n);
    const outcomes = await deliver(process.db(db.databaseName), first);
    await process.close();
    expect([kinds(outcomes), await contentOf(db)]).toEqual([Array(5).fill('CREATED'), whole]);
  });
});
