import { describe, expect, it } from 'vitest';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { excessOf } from '../../../src/publishing/planning/excess.js';
import { article, author, tag } from '../../support/entries.js';
import { deliver, kinds, publishingDatabase } from '../../support/publishing.js';

const long = (characters: number) => 'x'.repeat(characters);
const many = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const comments = (count: number) =>
  many(count).map((identity) => ({
    identity,
    authorName: 'Bo',
    body: 'Yes.',
    status: 'APPROVED' as const,
    createdAt: new Date('2024-05-02'),
  }));

/** What is limited, with its limit, and an entry with a given count of it. */
const counted: readonly (readonly [string, number, (count: number) => Partial<ArticleEntry>])[] = [
  ['characters of HTML', 10_000_000, (count) => ({ html: long(count) })],
  ['a title', 100_000, (count) => ({ title: long(count) })],
  ['a standfirst', 100_000, (count) => ({ standfirst: long(count) })],
  ['an excerpt', 100_000, (count) => ({ excerpt: long(count) })],
  ['comments', 50_000, (count) => ({ comments: comments(count) })],
  ['topics', 1000, (count) => ({ topics: many(count).map(tag) })],
  ['authors', 1000, (count) => ({ authors: many(count).map(author) })],
  ['earlier addresses', 1000, (count) => ({ oldSlugs: many(count).slice(1), addresses: ['/old'] })],
];

describe('excessOf', () => {
  it.each(counted)(
    'accepts a count at the limit and rejects one above it: %s',
    (what, most, entryWith) => {
      expect(excessOf(article({ title: 'Tides', ...entryWith(most) }))).toBeUndefined();
      const reason = excessOf(article({ title: 'Tides', ...entryWith(most + 1) }));
      expect(reason).toMatch(new RegExp(`^Expected .*\\b${most}\\b.*, found ${most + 1}\\.$`));
      expect(reason).toContain(what);
    },
  );
});

describe('an entry that exceeds a limit', () => {
  it('fails alone, and creates none of its topics and authors', async () => {
    const db = await publishingDatabase();
    const outcomes = await deliver(db, {
      articles: [
        article({ title: 'Tides', topics: [tag('sea')] }),
        article({ title: 'Large', topics: many(1001).map(tag), authors: [author('Ada')] }),
      ],
    });
    expect(kinds(outcomes)).toEqual(['CREATED', 'FAILED']);
    expect(await db.collection('topics').countDocuments()).toBe(1);
    expect(await db.collection('authors').countDocuments()).toBe(0);
  });
});
