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

/** Name, key and uniqueness of all indexes except the one on `_id`. */
async function indexes(): Promise<unknown[]> {
  const all = await db.collection('things').indexes();
  return all
    .filter(({ name }) => name !== '_id_')
    .map(({ name, key, unique }) => [name, key, unique]);
}

describe('ensureCollections', () => {
  it('creates collections with their validators and indexes', async () => {
    await ensureCollections(db, [plan([SLUG], ['slug'])]);
    await expect(db.collection('things').insertOne({ name: 'x' })).rejects.toThrow(/validation/);
    expect(await indexes()).toEqual([['slug', { slug: 1 }, true]]);
  });

  it('changes nothing if everything is as planned', async () => {
    await ensureAllCollections(db);
    log.clear();
    await ensureAllCollections(db);
    const made = log.commands.filter((text) => /^(create|collMod|dropIndexes) /.test(text));
    expect(made).toEqual([]);
  });

  it('can be called by two processes at the same time', async () => {
    await Promise.all([ensureAllCollections(db), ensureAllCollections(db)]);
    const names = (await db.listCollections().toArray()).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('articles');
  });

  describe('replaces a changed validator', () => {
    const things = Array.from({ length: 1_200 }, (_, n) => ({ n, slug: `s${n}` }));
    beforeEach(async () => {
      await ensureCollections(db, [plan([SLUG])]);
      await db
        .collection('things')
        .insertMany([...things.map((each) => ({ ...each })), { name: 'without slug' }]);
    });

    it('and enforces the new one', async () => {
      await ensureCollections(db, [plan([SLUG], ['slug'])]);
      await expect(db.collection('things').insertOne({ name: 'x' })).rejects.toThrow(/validation/);
    });

    it('and keeps the indexes and every document, also those that are invalid now', async () => {
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

    it('only once', async () => {
      await ensureCollections(db, [plan([SLUG], ['slug'])]);
      log.clear();
      await ensureCollections(db, [plan([SLUG], ['slug'])]);
      expect(log.commands).toEqual(['listCollections 1', 'createIndexes things']);
    });

    it('after another process was killed while replacing it', async () => {
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
  ])('replaces an index that an earlier version created with %s', async (_what, earlier) => {
    await ensureCollections(db, [plan([earlier])]);
    await ensureCollections(db, [plan([SLUG])]);
    expect(await indexes()).toEqual([['slug', { slug: 1 }, true]]);
  });

  it('keeps indexes that are not planned', async () => {
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
