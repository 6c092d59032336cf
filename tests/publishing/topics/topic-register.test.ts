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

/** Every topic as the slugs from the root down to it, which its `path` says as well. */
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
  it('may be described before their parents', async () => {
    await deliver(db, {
      topics: [category('Deep sea', 'oceans'), category('Oceans', 'science'), category('Science')],
    });
    expect(await paths()).toEqual(['science', 'science > oceans', 'science > oceans > deep-sea']);
  });

  it('may be described before their parents in any number', async () => {
    const children = Array.from({ length: 1_201 }, (_, n) => category(`Part ${n}`, 'whole'));
    await deliver(db, { topics: [...children, { ...category('Whole'), description: 'All.' }] });
    const all = await paths();
    expect([all.length, all.at(-1)]).toEqual([1_202, 'whole > part-999']);
    expect(await db.collection('topics').findOne({ slug: 'whole' })).toMatchObject({
      name: 'Whole',
      description: 'All.',
    });
  });

  it('lose a description that their source no longer gives', async () => {
    await deliver(db, { topics: [{ ...category('Oceans'), description: 'Tides.' }] });
    await deliver(db, { topics: [category('Oceans')] });
    expect(await db.collection('topics').findOne()).not.toHaveProperty('description');
  });

  it('are taken with half a surrogate pair in their names, and shown without', async () => {
    const torn = { ...category('Tides'), slug: 'a\ud800', name: 'Tides\ud800\u0007' };
    await deliver(db, { articles: [article({ title: 'Ebb', topics: [torn] })] });
    expect(await db.collection('topics').findOne()).toMatchObject({ name: 'Tides', slug: 'a' });
  });

  it('keep the ids that entries bring, of themselves and of their parents', async () => {
    const oceans = { ...category('Oceans'), id: 'o' };
    await deliver(db, { topics: [{ ...category('Deep sea'), id: 'd', parentId: 'o' }, oceans] });
    expect(await paths()).toEqual(['oceans', 'oceans > deep-sea']);
    expect(await db.collection('topics').findOne({ slug: 'deep-sea' })).toMatchObject({
      _id: 'd',
      parentId: 'o',
      path: 'oceans/deep-sea',
    });
  });

  it('are written in what changes, and leave the rest to whoever writes it meanwhile', async () => {
    await deliver(db, { topics: [category('Oceans')] });
    await db.collection('topics').updateOne({ slug: 'oceans' }, { $set: { sortName: 'seas' } });
    await deliver(db, { topics: [{ ...category('Oceans', 'science'), description: 'Tides.' }] });
    expect(await db.collection('topics').findOne({ slug: 'oceans' })).toMatchObject({
      sortName: 'seas',
      description: 'Tides.',
      path: 'science/oceans',
    });
  });

  it('get a parent that nobody describes, named by its slug', async () => {
    await deliver(db, { topics: [category('Oceans', 'science')] });
    expect(await db.collection('topics').findOne({ slug: 'science' })).toMatchObject({
      name: 'science',
      ancestorIds: [],
    });
  });

  it('take their name and place from a description that comes later', async () => {
    await deliver(db, { topics: [category('Oceans', 'science')] });
    const named = { ...category('science', 'world'), name: 'Science & more' };
    await deliver(db, { topics: [named] });
    expect(await paths()).toEqual(['world', 'world > science', 'world > science > oceans']);
    expect((await db.collection('topics').findOne({ slug: 'science' }))?.name).toBe(
      'Science & more',
    );
  });

  it('keep what was described when an article merely names them', async () => {
    const described = { ...category('Oceans', 'science'), description: 'Tides and currents.' };
    await deliver(db, { topics: [described] });
    const before = await db.collection('topics').find().toArray();
    await deliver(db, { articles: [article({ title: 'Tides', topics: [category('Oceans')] })] });
    expect(await db.collection('topics').find().toArray()).toEqual(before);
  });

  it('are made of what an article names', async () => {
    await deliver(db, { articles: [article({ title: 'Tides', topics: [tag('Tide gauges')] })] });
    expect(await db.collection('topics').findOne()).toMatchObject({
      taxonomy: 'TAG',
      slug: 'tide-gauges',
      name: 'Tide gauges',
    });
  });

  it('are two if a category and a tag share a slug', async () => {
    await deliver(db, { topics: [category('Post formats'), tag('Post formats')] });
    const topics = await db.collection('topics').find().sort({ taxonomy: 1 }).toArray();
    expect(topics.map(({ taxonomy, slug, path }) => [taxonomy, slug, path])).toEqual([
      ['CATEGORY', 'post-formats', 'post-formats'],
      ['TAG', 'post-formats-tag', 'post-formats-tag'],
    ]);
  });

  it('have a circle among them cut where it closes, and every one hangs below a root', async () => {
    const circle = [category('A', 'c'), category('B', 'a'), category('C', 'b')];
    await deliver(db, { topics: [...circle, category('D', 'd')] });
    const before = await bytesOf(db);
    await deliver(db, { topics: [...circle, category('D', 'd')] });
    expect([await paths(), await bytesOf(db)]).toEqual([['c', 'c > a', 'c > a > b', 'd'], before]);
  });

  it('may turn their order upside down', async () => {
    await deliver(db, { topics: [category('A'), category('B', 'a'), category('C', 'b')] });
    await deliver(db, { topics: [category('A', 'b'), category('B', 'c'), category('C')] });
    expect(await paths()).toEqual(['c', 'c > b', 'c > b > a']);
  });
});

describe('a topic that moves', () => {
  it('takes along all below it, whether the source speaks of them or not', async () => {
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

  it('below one whose slug was taken has that one’s own slug in its path', async () => {
    await deliver(db, { topics: [tag('Oceans')] });
    await deliver(db, { topics: [category('Deep sea', 'oceans'), category('Oceans')] });
    expect(await paths()).toEqual(['oceans', 'oceans-category', 'oceans-category > deep-sea']);
  });

  it('becomes a root when its parent is gone', async () => {
    await deliver(db, { topics: [category('Oceans', 'science'), category('Deep sea', 'oceans')] });
    await deliver(db, { topics: [category('Oceans')] });
    expect(await paths()).toEqual(['oceans', 'oceans > deep-sea', 'science']);
  });
});
