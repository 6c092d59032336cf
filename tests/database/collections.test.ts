import type { Db } from 'mongodb';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type CollectionPlan,
  ensureCollections,
  type IndexPlan,
} from '../../src/database/collections.js';
import { ensureAllCollections } from '../../src/stores.js';
import { CommandLog } from '../support/command-log.js';
import { dropLater, testDatabase } from '../support/database.js';

let db: Db;
let log: CommandLog;
beforeEach(() => {
  const database = testDatabase();
  db = database.db;
  dropLater(db);
  log = new CommandLog(database.client);
});

const SLUG: IndexPlan = { name: 'slug', key: { slug: 1 }, options: { unique: true } };

function plan(indexes: readonly IndexPlan[], required: readonly string[] = []): CollectionPlan {
  const rules = required.length === 0 ? {} : { required };
  return { name: 'things', schema: { bsonType: 'object', ...rules }, indexes };
}

/** The indexes beside that of `_id`, each as name and key. */
async function indexes(): Promise<unknown[]> {
  const all = await db.collection('things').indexes();
  return all
    .filter(({ name }) => name !== '_id_')
    .map(({ name, key, unique }) => [name, key, unique]);
}

describe('ensureCollections', () => {
  it('makes collections with their validators and indexes', async () => {
    await ensureCollections(db, [plan([SLUG], ['slug'])]);
    await expect(db.collection('things').insertOne({ name: 'x' })).rejects.toThrow(/validation/);
    expect(await indexes()).toEqual([['slug', { slug: 1 }, true]]);
  });

  it('changes nothing where all is as planned', async () => {
    await ensureAllCollections(db);
    log.clear();
    await ensureAllCollections(db);
    const made = log.commands.filter((text) => /^(create|collMod|dropIndexes) /.test(text));
    expect(made).toEqual([]);
  });

  it('may be called by two processes at once', async () => {
    await Promise.all([ensureAllCollections(db), ensureAllCollections(db)]);
    const names = (await db.listCollections().toArray()).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('articles');
  });

  describe('puts a changed validator in the place of the old one', () => {
    const things = Array.from({ length: 1_200 }, (_, n) => ({ n, slug: `s${n}` }));
    beforeEach(async () => {
      await ensureCollections(db, [plan([SLUG])]);
      await db
        .collection('things')
        .insertMany([...things.map((each) => ({ ...each })), { name: 'without slug' }]);
    });

    it('and from then on takes only what it allows', async () => {
      await ensureCollections(db, [plan([SLUG], ['slug'])]);
      await expect(db.collection('things').insertOne({ name: 'x' })).rejects.toThrow(/validation/);
    });

    it('and keeps every document, those too that it would not take now, and the indexes', async () => {
      await ensureCollections(db, [plan([SLUG], ['slug'])]);
      const found = await db
        .collection('things')
        .find({ n: { $gte: 0 } })
        .sort({ n: 1 })
        .toArray();
      expect(found.map(({ _id, ...thing }) => thing)).toEqual(things);
      expect(await db.collection('things').countDocuments({ name: 'without slug' })).toBe(1);
      expect(await indexes()).toEqual([['slug', { slug: 1 }, true]]);
    });

    it('once', async () => {
      await ensureCollections(db, [plan([SLUG], ['slug'])]);
      log.clear();
      await ensureCollections(db, [plan([SLUG], ['slug'])]);
      expect(log.commands).toEqual(['listCollections 1', 'createIndexes things']);
    });

    it('although a process that did the same was killed', async () => {
      const pid = 2 ** 22 + 1;
      await db.collection<{ slug: string }>(`things.next.${pid}`).insertOne({ slug: 's1' });
      await ensureCollections(db, [plan([SLUG], ['slug'])]);
      expect((await db.listCollections().toArray()).map(({ name }) => name)).toEqual(['things']);
      expect(await db.collection('things').countDocuments()).toBe(1_201);
    });
  });

  it.each<[string, IndexPlan]>([
    ['another key', { name: 'slug', key: { slug: 1, name: 1 } }],
    ['other options', { name: 'slug', key: { slug: 1 } }],
    ['another name', { name: 'by_slug', key: { slug: 1 }, options: { unique: true } }],
  ])('makes an index anew that an earlier version made with %s', async (_what, earlier) => {
    await ensureCollections(db, [plan([earlier])]);
    await ensureCollections(db, [plan([SLUG])]);
    expect(await indexes()).toEqual([['slug', { slug: 1 }, true]]);
  });

  it('leaves indexes alone that are none of ours', async () => {
    await ensureCollections(db, [plan([SLUG])]);
    await db.collection('things').createIndex({ name: 1 }, { name: 'theirs' });
    await ensureCollections(db, [plan([SLUG, { name: 'date', key: { date: -1 } }])]);
    expect(await indexes()).toEqual(
      expect.arrayContaining([
        ['theirs', { name: 1 }, undefined],
        ['date', { date: -1 }, undefined],
      ]),
    );
  });
});
