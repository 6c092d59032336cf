import { type Db, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DURABLE_ON_ENGINE } from '../../../src/database/engine/embedded-engine.js';
import { contentOf, dump, restore } from '../../support/dump.js';
import { articles, author, category, tag } from '../../support/entries.js';
import { type FragileLine, fragileLine } from '../../support/fragile-line.js';
import { type Delivery, deliver, kinds, publishingDatabase } from '../../support/publishing.js';

let db: Db;
let line: FragileLine;
let other: MongoClient;
/** The same database, connected through the fragile line. */
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

describe('two concurrent imports of the same articles', () => {
  it.each([0, 100])(
    'run one after the other and leave the database of a single import (%i ms apart)',
    async (delay) => {
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
    },
  );

  it('leave the database of a single import when they update existing articles', async () => {
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
