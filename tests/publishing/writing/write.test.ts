import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { contentOf, restore } from '../../support/dump.js';
import { article, articles, category } from '../../support/entries.js';
import { deliver, kinds, publishingDatabase } from '../../support/publishing.js';

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

const long = (bytes: number) => 'x'.repeat(bytes);

const tooLargeCard = [
  'a card that is too large',
  { source: { guid: long(17_000_000) } },
  /at most 16 MiB/,
] as const;

/** Entries that no real source yields, each refused at another step of writing. */
const unwritable: readonly (readonly [string, Partial<ArticleEntry>, RegExp])[] = [
  [
    'a card that breaks the schema',
    { image: { url: '/x.jpg', width: -5 } },
    /invalid one at image/,
  ],
  ['share counts that break the schema', { shares: { EMAIL: -1 } }, /invalid one at channels/],
  ['a count above the range of GraphQL Int', { shares: { EMAIL: 3e9 } }, /invalid one at channels/],
  [
    'a size above the range of GraphQL Int',
    { image: { url: '/x.jpg', width: 3e9 } },
    /invalid one at image/,
  ],
  // The engine itself needs seconds to refuse it.
  ...(process.env.SOAK ? [tooLargeCard] : []),
  [
    'a comment that is too large',
    {
      comments: [
        {
          identity: '1',
          authorName: 'Bo',
          body: long(17_000_000),
          status: 'APPROVED',
          createdAt: new Date('2024-05-02'),
        },
      ],
    },
    /at most 16 MiB/,
  ],
  ['a text that is too large', { html: `<p>${long(8_000_000)}</p>` }, /at most 15000000 bytes/],
  ['no date', { status: 'SCHEDULED' }, /Expected a publication date/],
];

describe('an entry that the database refuses', () => {
  it.each(unwritable)('fails alone, with a reason: %s', async (_what, entry, reason) => {
    const all = articles(5);
    const { publishedAt: _, ...undated } = article({ title: 'Refused', ...entry });
    const refused =
      entry.status === 'SCHEDULED' ? undated : article({ title: 'Refused', ...entry });
    const outcomes = await deliver(db, { articles: all.toSpliced(2, 0, refused) });
    expect(kinds(outcomes)).toEqual([
      'CREATED',
      'CREATED',
      'FAILED',
      'CREATED',
      'CREATED',
      'CREATED',
    ]);
    expect(outcomes[2]).toMatchObject({ reason: expect.stringMatching(reason) });
    expect(await db.collection('articles').countDocuments()).toBe(5);
  });

  it('is related to no article', async () => {
    const topics = [category('Oceans')];
    const image = { url: '/x.jpg', width: -5 };
    await deliver(db, {
      articles: [article({ title: 'Refused', topics, image }), article({ title: 'Tides', topics })],
    });
    expect((await db.collection('articles').findOne({ slugs: 'tides' }))?.related).toEqual([]);
  });

  it('leaves the stored version visible to readers', async () => {
    const tides = article({ title: 'Tides', image: { url: '/x.jpg', width: 5 } });
    await deliver(db, { articles: [tides] });
    const before = await contentOf(db);
    const outcomes = await deliver(db, {
      articles: [{ ...tides, title: 'Ebb', image: { url: '/x.jpg', width: -5 } }],
    });
    const after = await contentOf(db);
    expect([kinds(outcomes), after.articles]).toEqual([['FAILED'], before.articles]);
  });

  it('is created once it is corrected', async () => {
    const tides = article({ title: 'Tides', shares: { EMAIL: -1 } });
    await deliver(db, { articles: [tides] });
    const mended = { ...tides, shares: { EMAIL: 1 } };
    expect(kinds(await deliver(db, { articles: [mended] }))).toEqual(['CREATED']);
  });

  it('does not affect the others of its batch if there are several', async () => {
    const all = articles(9, (n) => (n % 4 === 1 ? { shares: { EMAIL: -1 } } : {}));
    const outcomes = kinds(await deliver(db, { articles: all }));
    expect(outcomes.flatMap((kind, n) => (kind === 'FAILED' ? [n] : []))).toEqual([1, 5]);
  });
});

describe('a topic or author without a name', () => {
  it('is named by its slug', async () => {
    await deliver(db, {
      topics: [{ taxonomy: 'CATEGORY', slug: 'oceans', name: ' ' }],
      authors: [{ identity: 'test:ada', slug: 'ada', name: '' }],
    });
    expect([
      (await db.collection('topics').findOne())?.name,
      (await db.collection('authors').findOne())?.name,
    ]).toEqual(['oceans', 'ada']);
  });
});
