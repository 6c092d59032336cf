import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DURABLE_ON_ENGINE } from '../../src/database/embedded-engine.js';
import { contentOf, dump, placesOf, restore } from '../support/dump.js';
import { article, articles, author, category, tag } from '../support/entries.js';
import { type FragileLine, fragileLine } from '../support/fragile-line.js';
import { type Delivery, deliver, kinds, publishingDatabase } from '../support/publishing.js';

/** `npm run soak` lets the other in after every command, the suite after every 29th. */
const STEP = process.env.SOAK ? 1 : 29;

let db: Db;
let line: FragileLine;
let other: MongoClient;
/** The same database, by way of the line. */
let heldUp: Db;
beforeAll(async () => {
  db = await publishingDatabase();
  line = await fragileLine(inject('mongodbUri'));
  other = new MongoClient(line.uri, { writeConcern: DURABLE_ON_ENGINE });
  heldUp = other.db(db.databaseName);
});
afterAll(async () => {
  await other.close();
  await line.close();
});

const archive: Delivery = {
  authors: [author('Ada'), author('Bo')],
  topics: [category('Oceans', 'science'), category('Science'), category('Books')],
  articles: articles(25, (n) => ({
    title: `Number ${n % 10}`,
    identity: `test:${n}`,
    topics: [category(n % 2 ? 'Oceans' : 'Books'), tag(`Tag ${n % 5}`)],
    authors: [author(`Author ${n % 3}`), author('Ada')],
    comments: [
      {
        identity: '1',
        authorName: 'Cy',
        body: 'Yes.',
        status: 'APPROVED',
        createdAt: new Date('2024-05-02T10:00:00Z'),
      },
    ],
  })),
};

const later = (delay: number) => new Promise((resolve) => setTimeout(resolve, delay));

describe('two imports of the same articles at once', () => {
  it.each([0, 20, 100])('end with the database of one (%i ms apart)', async (delay) => {
    await restore(db, {});
    await deliver(db, archive);
    const alone = await contentOf(db);
    await restore(db, {});
    const both = await Promise.all([
      deliver(db, archive),
      later(delay).then(() => deliver(heldUp, archive)),
    ]);
    expect(await contentOf(db)).toEqual(alone);
    const created = both.flatMap(kinds).filter((kind) => kind === 'CREATED');
    expect(created).toHaveLength(25);
  });

  it('end with the database of one when the articles were there and have changed', async () => {
    const changed = {
      ...archive,
      topics: [category('Oceans', 'earth')],
      articles: (archive.articles ?? []).map((each) => ({ ...each, standfirst: 'Changed.' })),
    };
    await restore(db, {});
    await deliver(db, archive);
    const start = await dump(db);
    await deliver(db, changed);
    const alone = await contentOf(db);
    await restore(db, start);
    await Promise.all([deliver(db, changed), deliver(heldUp, changed)]);
    expect(await contentOf(db)).toEqual(alone);
  });
});

describe('two imports of one article in two forms', () => {
  it.each([3, 9, 14, 20])('end with one of the two, whole (held after %i commands)', async (n) => {
    const forms = ['Ebb', 'Flood'].map((word) =>
      article({ title: word, identity: 'test:tide', slug: 'tide', html: `<p>${word} tide.</p>` }),
    );
    await restore(db, {});
    await deliver(db, {
      articles: [article({ title: 'Tide', slug: 'tide', identity: 'test:tide' })],
    });
    line.holdAfter(n, () => deliver(db, { articles: forms.slice(1) }));
    await deliver(heldUp, { articles: forms.slice(0, 1) });
    const [card] = await db.collection('articles').find().toArray();
    const body = await db.collection('bodies').findOne({ revision: card?.revision });
    expect(body?.html).toBe(`<p>${card?.title} tide.</p>`);
  });
});

describe('an import that comes to its end while another is under way', () => {
  it('leaves counts and relations right, at whatever command it comes', async () => {
    const here = { articles: [article({ title: 'Here', topics: [category('Oceans')] })] };
    const there = { articles: [article({ title: 'There', topics: [category('Oceans')] })] };
    await restore(db, {});
    await deliver(db, { articles: [article({ title: 'Known', topics: [category('Oceans')] })] });
    const start = await dump(db);
    await deliver(db, there);
    await deliver(db, here);
    const oneByOne = await contentOf(db);
    for (let commands = 1; ; commands += STEP) {
      await restore(db, start);
      line.holdAfter(commands, () => deliver(db, there));
      await deliver(heldUp, here);
      if (line.carriedOut < commands) break;
      expect(await contentOf(db), `after ${commands} commands`).toEqual(oneByOne);
    }
  });
});

describe('an import that puts an article off while another brings one under the same names', () => {
  const names = { topics: [tag('Ice')], authors: [author('Di')] };
  const on = (title: string, day: string) =>
    article({ title, ...names, publishedAt: new Date(`${day}T08:00:00Z`) });
  const putOff = { articles: [on('Hail', '2024-08-01')] };
  const other = { articles: [on('Sleet', '2024-07-02')] };

  it.each([
    ['the one', putOff, other],
    ['the other', other, putOff],
  ])(
    'leaves them known from the first moment, wherever %s is held up',
    async (_which, held, meanwhile) => {
      await restore(db, {});
      await deliver(db, { articles: [on('Hail', '2024-07-01')] });
      const start = await dump(db);
      for (let commands = 1; ; commands += Math.ceil(STEP / 3)) {
        await restore(db, start);
        line.holdAfter(commands, () => deliver(db, meanwhile));
        await deliver(heldUp, held);
        if (line.carriedOut < commands) break;
        const found = ['topics', 'authors'].map((each) => db.collection(each).findOne());
        const moments = (await Promise.all(found)).map((each) => each?.shownFrom);
        const first = new Date('2024-07-02T08:00:00Z');
        expect(moments, `after ${commands} commands`).toEqual([first, first]);
      }
    },
  );
});

describe('an import that files an article below a topic while another moves it', () => {
  const start: Delivery = {
    topics: [category('Oceans', 'science'), category('Trenches', 'oceans'), category('Science')],
    articles: [article({ title: 'Known', topics: [category('Trenches')] })],
  };
  const files = {
    articles: [
      article({ title: 'Known', topics: [category('Trenches')], html: '<p>Deeper.</p>' }),
      article({ title: 'Ebb', topics: [category('Trenches')] }),
      article({ title: 'Flood', topics: [category('Oceans')] }),
    ],
  };
  const moves = { topics: [category('Oceans', 'earth')] };

  it.each([
    ['the one', files, moves],
    ['the other', moves, files],
  ])('leaves all of them in their new places, wherever %s is held up', async (_, held, other) => {
    await restore(db, {});
    await deliver(db, start);
    const before = await dump(db);
    await deliver(db, moves);
    await deliver(db, files);
    const oneByOne = await placesOf(db);
    for (let commands = 1; ; commands += STEP) {
      await restore(db, before);
      line.holdAfter(commands, () => deliver(db, other));
      await deliver(heldUp, held);
      if (line.carriedOut < commands) break;
      expect(await placesOf(db), `after ${commands} commands`).toEqual(oneByOne);
    }
  });
});
