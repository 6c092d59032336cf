import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { bytesOf, restore } from '../support/dump.js';
import { article, author } from '../support/entries.js';
import { deliver, publishingDatabase } from '../support/publishing.js';

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

describe('authors', () => {
  const authors = () => db.collection('authors').find().sort({ slug: 1 }).toArray();

  it('are made of what an article names, and described later', async () => {
    await deliver(db, { articles: [article({ title: 'Tides', authors: [author('Ada')] })] });
    const described = { ...author('Ada'), name: 'Ada Lindqvist', bio: 'Oceanographer.' };
    await deliver(db, { authors: [described] });
    expect(await authors()).toMatchObject([
      { slug: 'ada', name: 'Ada Lindqvist', sortName: 'ada lindqvist', bio: 'Oceanographer.' },
    ]);
  });

  it('keep their description when an article merely names them', async () => {
    await deliver(db, { authors: [{ ...author('Ada'), bio: 'Oceanographer.' }] });
    const before = await bytesOf(db);
    await deliver(db, { authors: [author('Ada')] });
    expect(await bytesOf(db)).toBe(before);
  });

  it('of one name are told apart by a number', async () => {
    const two = [1, 2].map((n) => ({ ...author('Ada'), identity: `test:${n}` }));
    await deliver(db, { articles: [article({ title: 'Tides', authors: two })] });
    expect((await authors()).map(({ slug }) => slug)).toEqual(['ada', 'ada-2']);
  });
});
