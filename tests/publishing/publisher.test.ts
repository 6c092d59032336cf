import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../src/editorial/article/article.document.js';
import { importRecords } from '../../src/importing/import-source.js';
import { type Analyse, analyseHere, HERE } from '../../src/publishing/analysis/analysis.js';
import type { ArticleEntry, SourceRecord } from '../../src/publishing/entry.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { createStores } from '../../src/stores.js';
import { bytesOf, restore } from '../support/dump.js';
import { article, articles, author, category, tag } from '../support/entries.js';
import { asWriter, deliver, kinds, publishingDatabase } from '../support/publishing.js';

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

const cards = () => db.collection<ArticleDocument>('articles');
const cardUnder = (slug: string) => cards().findOne({ slugs: slug });

const tides = article({
  title: 'Tides',
  slug: 'tides',
  html: '<p>The sea comes and goes.</p>',
  authors: [author('Ada')],
  topics: [category('Oceans', 'science'), tag('Measurement')],
  shares: { EMAIL: 3 },
  comments: [
    {
      identity: '1',
      authorName: 'Bo',
      body: 'Well told.',
      status: 'APPROVED',
      createdAt: new Date('2024-05-02T10:00:00Z'),
    },
  ],
});

describe('Publisher', () => {
  it('reports for each entry, in order, whether it is created, updated or unchanged', async () => {
    await deliver(db, { articles: [tides, article({ title: 'Fog' })] });
    const outcomes = await deliver(db, {
      articles: [
        article({ title: 'Rain' }),
        tides,
        article({ title: 'Fog', standfirst: 'Thick.' }),
      ],
    });
    expect(kinds(outcomes)).toEqual(['CREATED', 'UNCHANGED', 'UPDATED']);
  });

  it('changes no byte of any document when the same entries are imported again', async () => {
    const delivery = {
      articles: [tides, ...articles(60, (n) => ({ topics: [category(`Topic ${n % 7}`)] }))],
      topics: [category('Science'), category('Oceans', 'science')],
      authors: [{ ...author('Ada'), bio: 'Oceanographer.' }],
    };
    await deliver(db, delivery);
    const before = await bytesOf(db);
    const outcomes = await deliver(db, delivery, new Date('2024-07-01T00:00:00Z'));
    expect([new Set(kinds(outcomes)), await bytesOf(db)]).toEqual([new Set(['UNCHANGED']), before]);
  });

  it('treats an entry as unchanged if only its position in the file differs', async () => {
    await deliver(db, { articles: [tides] });
    expect(kinds(await deliver(db, { articles: [{ ...tides, place: 'line 900' }] }))).toEqual([
      'UNCHANGED',
    ]);
  });

  it('keeps id and slug of a changed article, and increments its revision', async () => {
    await deliver(db, { articles: [tides] });
    const before = await cardUnder('tides');
    await deliver(db, { articles: [{ ...tides, title: 'Spring tides' }] });
    expect(await cardUnder('tides')).toMatchObject({
      _id: before?._id,
      slugs: ['tides'],
      title: 'Spring tides',
      revision: 2,
    });
  });

  it('resolves the slug that a source asks for later as well', async () => {
    const { identity } = tides;
    await deliver(db, { articles: [tides] });
    await deliver(db, { articles: [{ ...tides, identity, slug: 'spring-tides' }] });
    expect((await cardUnder('tides'))?.slugs).toEqual(['tides', 'spring-tides']);
  });

  it('resolves old slugs of the source, unless they belong to another article', async () => {
    await deliver(db, { articles: [article({ title: 'Ebb' })] });
    await deliver(db, { articles: [{ ...tides, oldSlugs: ['Ebb', 'High Water'] }] });
    expect((await cardUnder('tides'))?.slugs).toEqual(['tides', 'high-water']);
  });

  it('keeps the slug that was made from a title when the title changes', async () => {
    const { slug: _, ...untold } = tides;
    await deliver(db, { articles: [untold] });
    await deliver(db, { articles: [{ ...untold, title: 'Neap tides' }] });
    expect((await cardUnder('tides'))?.slugs).toEqual(['tides']);
  });

  it('numbers the slugs of articles with one title, and keeps the numbers', async () => {
    const three = [1, 2, 3].map((n) => article({ title: 'News', identity: `test:news ${n}` }));
    await deliver(db, { articles: three });
    await deliver(db, { articles: three.map((each) => ({ ...each, standfirst: 'Changed.' })) });
    const slugs = (await cards().find().toArray()).map((card) => card.slugs.join());
    expect(slugs.sort()).toEqual(['news', 'news-2', 'news-3']);
  });

  it('keeps the body of every revision, and the card refers to the last one', async () => {
    await deliver(db, { articles: [tides] });
    await deliver(db, { articles: [{ ...tides, html: '<p>It has gone.</p>' }] });
    const card = await cardUnder('tides');
    const bodies = await db.collection('bodies').find().sort({ revision: 1 }).toArray();
    expect(bodies.map(({ articleId, revision, text }) => [articleId, revision, text])).toEqual([
      [card?._id, 1, 'The sea comes and goes.'],
      [card?._id, 2, 'It has gone.'],
    ]);
  });

  it('keeps the revision when only comments or share counts differ', async () => {
    await deliver(db, { articles: [tides] });
    const later = { ...tides, comments: [], shares: { EMAIL: 9 } };
    expect(kinds(await deliver(db, { articles: [later] }))).toEqual(['UPDATED']);
    expect((await cardUnder('tides'))?.revision).toBe(1);
  });

  it('uses the current time as the update time of a changed article if its source has none', async () => {
    const now = new Date('2024-08-01T00:00:00Z');
    await deliver(db, { articles: [tides] });
    await deliver(db, { articles: [{ ...tides, title: 'Spring tides' }] }, now);
    expect((await cardUnder('tides'))?.updatedAt).toEqual(now);
  });

  it('never lowers share counts that have grown since the first import', async () => {
    await deliver(db, { articles: [tides] });
    await db.collection('shareCounts').updateOne({}, { $set: { 'channels.EMAIL': 12 } });
    await deliver(db, { articles: [{ ...tides, shares: { EMAIL: 4 } }] });
    expect((await db.collection('shareCounts').findOne())?.channels).toEqual({ EMAIL: 12 });
  });

  it('stores the first of two entries with one identity, and reports the second', async () => {
    const twice = [tides, { ...tides, title: 'Neap tides' }, { ...tides }];
    const first = await deliver(db, { articles: twice });
    const before = await bytesOf(db);
    const second = await deliver(db, { articles: twice });
    expect([kinds(first), kinds(second)]).toEqual([
      ['CREATED', 'FAILED', 'UNCHANGED'],
      ['UNCHANGED', 'FAILED', 'UNCHANGED'],
    ]);
    expect(first[1]).toMatchObject({ reason: expect.stringContaining('one article per identity') });
    expect(await bytesOf(db)).toEqual(before);
  });

  it('rejects a failed batch without an unhandled rejection while the one before is still written', async () => {
    const measure: Analyse = async (entries) => {
      if (entries.some(({ title }) => title === 'Broken')) throw new Error('no core left');
      return analyseHere(entries);
    };
    const stores = createStores(db);
    await asWriter(stores, async (writer) => {
      const publisher = new Publisher(stores, writer, new Date(), { ...HERE, measure });
      const first = publisher.publish(articles(40));
      const second = publisher.publish([article({ title: 'Broken' })]);
      // If no handler were attached until the first batch is written, the failure would end the
      // process.
      expect(kinds(await first)).toEqual(Array.from({ length: 40 }, () => 'CREATED'));
      await expect(second).rejects.toThrow('no core left');
    });
  });

  it('withdraws an article that was deleted at the source, and skips an unknown one', async () => {
    const gone = { ...tides, status: 'ARCHIVED', isTrashed: true } as const;
    const early = kinds(await deliver(db, { articles: [gone] }));
    await deliver(db, { articles: [tides] });
    const later = kinds(await deliver(db, { articles: [gone] }));
    const again = kinds(await deliver(db, { articles: [gone] }));
    expect([early, later, again]).toEqual([['SKIPPED'], ['UPDATED'], ['UNCHANGED']]);
    expect(await cardUnder('tides')).toMatchObject({ lists: [], withdrawnAt: expect.any(Date) });
  });

  it('numbers the slugs of hundreds of articles with one title without gaps', async () => {
    const all = articles(300, (n) => ({ title: 'Daily links', identity: `test:${n}` }));
    await deliver(db, { articles: all });
    const slugs = (await cards().find().toArray()).map((card) => card.slugs[0]);
    const expected = all.map((_, n) => (n === 0 ? 'daily-links' : `daily-links-${n + 1}`));
    expect(slugs.toSorted()).toEqual(expected.toSorted());
  });

  it('makes a title from the beginning of the text if there is none', async () => {
    await deliver(db, { articles: [{ ...tides, title: '' }] });
    expect((await cardUnder('tides'))?.title).toBe('The sea comes and goes');
  });
});

/** Imports records in batches, as a source yields them. */
function importAll(all: readonly SourceRecord[]) {
  async function* records() {
    yield* all;
  }
  const stores = createStores(db);
  return asWriter(stores, (writer) =>
    importRecords(records(), new Publisher(stores, writer, new Date()), () => {}),
  );
}

const recordsOf = (all: readonly ArticleEntry[]): SourceRecord[] =>
  all.map((entry) => ({ kind: 'ARTICLE', ...entry }));

describe('an import of many batches', () => {
  it('leaves no intent in the log, even if the last batches are unchanged', async () => {
    const old = articles(300);
    await importAll(recordsOf(old));
    await importAll(recordsOf([...articles(100, (n) => ({ title: `New ${n}` })), ...old]));
    expect(await db.collection('intents').countDocuments()).toBe(0);
  });

  it('stores the first of two versions of an article in concurrent batches', async () => {
    const twice = (word: string) =>
      article({ title: 'Twice', place: word, html: `<p>The ${word} word.</p>` });
    const all = articles(500, (n) => ({ title: `A ${n}`, topics: [category('Sea')] }));
    const account = await importAll([
      { kind: 'TOPIC', ...category('Sea') },
      ...recordsOf([...all.with(250, twice('first')).with(350, twice('second'))]),
    ]);
    expect(account.toText()).toContain('second');
    const bodies = await db
      .collection('bodies')
      .find({ text: /The (?:first|second) word/ })
      .toArray();
    expect(bodies.map(({ text }) => text)).toEqual(['The first word.']);
  });
});
