import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, restore } from '../../support/dump.js';
import { article, author } from '../../support/entries.js';
import { deliver, publishingDatabase } from '../../support/publishing.js';

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

describe('authors', () => {
  const authors = () => db.collection('authors').find().sort({ slug: 1 }).toArray();

  it('are created for an article, and described later', async () => {
    await deliver(db, { articles: [article({ title: 'Tides', authors: [author('Ada')] })] });
    const described = { ...author('Ada'), name: 'Ada Lindqvist', bio: 'Oceanographer.' };
    await deliver(db, { authors: [described] });
    expect(await authors()).toMatchObject([
      { slug: 'ada', name: 'Ada Lindqvist', sortName: 'ada lindqvist', bio: 'Oceanographer.' },
    ]);
  });

  it('keep their description when an article only mentions them', async () => {
    await deliver(db, { authors: [{ ...author('Ada'), bio: 'Oceanographer.' }] });
    await deliver(db, { articles: [article({ title: 'Tides', authors: [author('Ada')] })] });
    expect(await authors()).toMatchObject([{ name: 'Ada', bio: 'Oceanographer.' }]);
  });

  it('lose a bio that their source no longer contains', async () => {
    await deliver(db, { authors: [{ ...author('Ada'), bio: 'Oceanographer.' }] });
    await deliver(db, { authors: [author('Ada')] });
    expect((await authors())[0]).not.toHaveProperty('bio');
  });

  it('are not written again by an unchanged description', async () => {
    await deliver(db, { authors: [{ ...author('Ada'), bio: 'Oceanographer.' }] });
    const before = await bytesOf(db);
    await deliver(db, { authors: [{ ...author('Ada'), bio: 'Oceanographer.' }] });
    expect(await bytesOf(db)).toBe(before);
  });

  it('keep the id of their entry', async () => {
    await deliver(db, { authors: [{ ...author('Ada'), id: 'ada-of-the-export' }] });
    expect(await authors()).toMatchObject([{ _id: 'ada-of-the-export', slug: 'ada' }]);
  });

  it('are all created from more descriptions than fit into one batch, even with equal names', async () => {
    const many = Array.from({ length: 1_201 }, (_, n) => ({
      ...author(n % 400 === 7 ? 'Ada' : `Author ${n}`),
      identity: `test:${n}`,
      bio: `Number ${n}.`,
    }));
    await deliver(db, { authors: many });
    const all = await authors();
    expect(all).toHaveLength(1_201);
    expect(all.map(({ slug }) => slug).filter((slug) => /^ada/.test(slug))).toEqual([
      'ada',
      'ada-2',
      'ada-3',
    ]);
  });

  it('with equal names get slugs with different numbers', async () => {
    const two = [1, 2].map((n) => ({ ...author('Ada'), identity: `test:${n}` }));
    await deliver(db, { articles: [article({ title: 'Tides', authors: two })] });
    expect((await authors()).map(({ slug }) => slug)).toEqual(['ada', 'ada-2']);
  });
});
