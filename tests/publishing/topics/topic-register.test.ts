import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TopicDocument } from '../../../src/editorial/topic/topic.document.js';
import { bytesOf, restore } from '../../support/dump.js';
import { article, category, tag } from '../../support/entries.js';
import { deliver, publishingDatabase } from '../../support/publishing.js';

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

/** The slugs from the root to each topic, if its `path` agrees; otherwise both. */
async function paths(): Promise<string[]> {
  const topics = await db.collection<TopicDocument>('topics').find().toArray();
  const slugs = new Map(topics.map(({ _id, slug }) => [_id, slug]));
  return topics
    .map(({ _id, ancestorIds, path }) => {
      const way = [...ancestorIds, _id].map((id) => slugs.get(id));
      return way.join('/') === path ? way.join(' > ') : `${way.join(' > ')}, but ${path}`;
    })
    .sort();
}

describe('topics', () => {
  it('can be described before their parents', async () => {
    await deliver(db, {
      topics: [category('Deep sea', 'oceans'), category('Oceans', 'science'), category('Science')],
    });
    expect(await paths()).toEqual(['science', 'science > oceans', 'science > oceans > deep-sea']);
  });

  it('can be described before their parents in any number', async () => {
    const children = Array.from({ length: 1_201 }, (_, n) => category(`Part ${n}`, 'whole'));
    await deliver(db, { topics: [...children, { ...category('Whole'), description: 'All.' }] });
    const all = await paths();
    expect([all.length, all.at(-1)]).toEqual([1_202, 'whole > part-999']);
    expect(await db.collection('topics').findOne({ slug: 'whole' })).toMatchObject({
      name: 'Whole',
      description: 'All.',
    });
  });

  it('lose a description that their source no longer contains', async () => {
    await deliver(db, { topics: [{ ...category('Oceans'), description: 'Tides.' }] });
    await deliver(db, { topics: [category('Oceans')] });
    expect(await db.collection('topics').findOne()).not.toHaveProperty('description');
  });

  it('are stored without half surrogate pairs and control characters in their names', async () => {
    const torn = { ...category('Tides'), slug: 'a\ud800', name: 'Tides\ud800\u0007' };
    await deliver(db, { articles: [article({ title: 'Ebb', topics: [torn] })] });
    expect(await db.collection('topics').findOne()).toMatchObject({ name: 'Tides', slug: 'a' });
  });

  it('keep the ids of their entries and parents', async () => {
    const oceans = { ...category('Oceans'), id: 'o' };
    await deliver(db, { topics: [{ ...category('Deep sea'), id: 'd', parentId: 'o' }, oceans] });
    expect(await paths()).toEqual(['oceans', 'oceans > deep-sea']);
    expect(await db.collection('topics').findOne({ slug: 'deep-sea' })).toMatchObject({
      _id: 'd',
      parentId: 'o',
      path: 'oceans/deep-sea',
    });
  });

  it('are updated only in changed fields, so that concurrent writes to other fields remain', async () => {
    await deliver(db, { topics: [category('Oceans')] });
    await db.collection('topics').updateOne({ slug: 'oceans' }, { $set: { sortName: 'seas' } });
    await deliver(db, { topics: [{ ...category('Oceans', 'science'), description: 'Tides.' }] });
    expect(await db.collection('topics').findOne({ slug: 'oceans' })).toMatchObject({
      sortName: 'seas',
      description: 'Tides.',
      path: 'science/oceans',
    });
  });

  it('get a parent named by its slug if no source describes the parent', async () => {
    await deliver(db, { topics: [category('Oceans', 'science')] });
    expect(await db.collection('topics').findOne({ slug: 'science' })).toMatchObject({
      name: 'science',
      ancestorIds: [],
    });
  });

  it('get their name and place from a later description', async () => {
    await deliver(db, { topics: [category('Oceans', 'science')] });
    const named = { ...category('science', 'world'), name: 'Science & more' };
    await deliver(db, { topics: [named] });
    expect(await paths()).toEqual(['world', 'world > science', 'world > science > oceans']);
    expect((await db.collection('topics').findOne({ slug: 'science' }))?.name).toBe(
      'Science & more',
    );
  });

  it('keep their description when an article only mentions them', async () => {
    const described = { ...category('Oceans', 'science'), description: 'Tides and currents.' };
    await deliver(db, { topics: [described] });
    const before = await db.collection('topics').find().toArray();
    await deliver(db, { articles: [article({ title: 'Tides', topics: [category('Oceans')] })] });
    expect(await db.collection('topics').find().toArray()).toEqual(before);
  });

  it('are created for the topics that an article mentions', async () => {
    await deliver(db, { articles: [article({ title: 'Tides', topics: [tag('Tide gauges')] })] });
    expect(await db.collection('topics').findOne()).toMatchObject({
      taxonomy: 'TAG',
      slug: 'tide-gauges',
      name: 'Tide gauges',
    });
  });

  it('are distinct if a category and a tag have the same slug', async () => {
    await deliver(db, { topics: [category('Post formats'), tag('Post formats')] });
    const topics = await db.collection('topics').find().sort({ taxonomy: 1 }).toArray();
    expect(topics.map(({ taxonomy, slug, path }) => [taxonomy, slug, path])).toEqual([
      ['CATEGORY', 'post-formats', 'post-formats'],
      ['TAG', 'post-formats-tag', 'post-formats-tag'],
    ]);
  });

  it('have cycles among them broken, so that each has a root', async () => {
    const circle = [category('A', 'c'), category('B', 'a'), category('C', 'b')];
    await deliver(db, { topics: [...circle, category('D', 'd')] });
    const before = await bytesOf(db);
    await deliver(db, { topics: [...circle, category('D', 'd')] });
    expect([await paths(), await bytesOf(db)]).toEqual([['c', 'c > a', 'c > a > b', 'd'], before]);
  });

  it('can have their order reversed', async () => {
    await deliver(db, { topics: [category('A'), category('B', 'a'), category('C', 'b')] });
    await deliver(db, { topics: [category('A', 'b'), category('B', 'c'), category('C')] });
    expect(await paths()).toEqual(['c', 'c > b', 'c > b > a']);
  });
});

describe('a topic that moves', () => {
  it('changes the paths of all its descendants, even if the source does not contain them', async () => {
    await deliver(db, {
      topics: [
        category('Trenches', 'deep-sea'),
        category('Deep sea', 'oceans'),
        category('Oceans'),
      ],
    });
    await deliver(db, { topics: [category('Oceans', 'planet')] });
    expect(await paths()).toEqual([
      'planet',
      'planet > oceans',
      'planet > oceans > deep-sea',
      'planet > oceans > deep-sea > trenches',
    ]);
  });

  it('has the stored slug of its parent in its path if the parent’s slug was taken', async () => {
    await deliver(db, { topics: [tag('Oceans')] });
    await deliver(db, { topics: [category('Deep sea', 'oceans'), category('Oceans')] });
    expect(await paths()).toEqual(['oceans', 'oceans-category', 'oceans-category > deep-sea']);
  });

  it('becomes a root when its source no longer contains a parent', async () => {
    await deliver(db, { topics: [category('Oceans', 'science'), category('Deep sea', 'oceans')] });
    await deliver(db, { topics: [category('Oceans')] });
    expect(await paths()).toEqual(['oceans', 'oceans > deep-sea', 'science']);
  });
});
