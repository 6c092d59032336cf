import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TopicDocument } from '../../src/editorial/topic/topic.document.js';
import { bytesOf, restore } from '../support/dump.js';
import { article, category, tag } from '../support/entries.js';
import { deliver, publishingDatabase } from '../support/publishing.js';

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

/** Every topic as the slugs from the root down to it. */
async function paths(): Promise<string[]> {
  const topics = await db.collection<TopicDocument>('topics').find().toArray();
  const slugs = new Map(topics.map(({ _id, slug }) => [_id, slug]));
  return topics
    .map(({ _id, ancestorIds }) => [...ancestorIds, _id].map((id) => slugs.get(id)).join(' > '))
    .sort();
}

describe('topics', () => {
  it('may be described before their parents', async () => {
    await deliver(db, {
      topics: [category('Deep sea', 'oceans'), category('Oceans', 'science'), category('Science')],
    });
    expect(await paths()).toEqual(['science', 'science > oceans', 'science > oceans > deep-sea']);
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
    expect(topics.map(({ taxonomy, slug }) => [taxonomy, slug])).toEqual([
      ['CATEGORY', 'post-formats'],
      ['TAG', 'post-formats-tag'],
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

  it('becomes a root when its parent is gone', async () => {
    await deliver(db, { topics: [category('Oceans', 'science'), category('Deep sea', 'oceans')] });
    await deliver(db, { topics: [category('Oceans')] });
    expect(await paths()).toEqual(['oceans', 'oceans > deep-sea', 'science']);
  });
});
