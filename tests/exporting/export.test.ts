import { describe, expect, it } from 'vitest';
import { systemContext } from '../../src/database/read-context.js';
import { inGroups } from '../../src/exporting/articles.js';
import { exportedText } from '../../src/exporting/export.js';
import { articleKey, authorKey } from '../../src/publishing/identity.js';
import { Clock } from '../../src/publishing/settling/clock.js';
import { COMMENT_STATUSES } from '../../src/readers/comment/comment.document.js';
import { archive, plainCard } from '../support/archive.js';
import { article, articles, author, category, tag } from '../support/entries.js';
import { publishingDatabase } from '../support/publishing.js';
import { stage } from '../support/stage.js';
import { exportedLines, exportOf, importExport } from './exports.js';

const PUBLISHED = new Date('2024-05-01T08:00:00Z');

describe('exportedText', () => {
  it('writes the site, authors, topics with parents first, then articles by id', async () => {
    const { db } = await stage({
      topics: [category('Deep', 'sea'), category('Sea'), category('Deepest', 'deep')],
      articles: articles(9, () => ({ authors: [author('Ada'), author('Bo')], topics: [tag('A')] })),
    });
    const lines = await exportedLines(db);
    const ofKind = (kind: string) => lines.filter((line) => line.kind === kind);
    const ids = ofKind('article').map(({ id }) => String(id));
    expect(lines.map(({ kind }) => kind).filter((kind, at, all) => kind !== all[at - 1])).toEqual([
      'site',
      'author',
      'topic',
      'article',
    ]);
    expect(ofKind('topic').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Sea', 'Deep', 'Deepest', 'A']),
    );
    const names = ofKind('topic').map(({ name }) => name);
    expect([names.indexOf('Sea') < names.indexOf('Deep'), names.at(-1)]).toEqual([true, 'Deepest']);
    expect([ids.length, ids]).toEqual([9, ids.toSorted()]);
  });

  it('reports the size in bytes of each line', async () => {
    const { db } = await stage({ articles: articles(3, () => ({ standfirst: 'Größe' })) });
    const { text, lines } = await exportOf(db);
    expect(lines.map(({ bytes }) => bytes)).toEqual(
      text.match(/.*\n/g)?.map((line) => Buffer.byteLength(line)),
    );
  });

  it('writes a thousand comments per article once each, ordered by status and id', async () => {
    const count = 1_203;
    const comments = Array.from({ length: count }, (_, index) => ({
      identity: `${index}`,
      authorName: 'Kim',
      body: `${index}`,
      status: COMMENT_STATUSES[index % 4] ?? 'APPROVED',
      createdAt: PUBLISHED,
    }));
    const { db, log } = await stage({ articles: [article({ title: 'Talk', comments })] });
    log.clear();
    const line = (await exportedLines(db)).at(-1);
    const written: { status: string; id: string }[] = Array.isArray(line?.comments)
      ? line.comments
      : [];
    const keys = written.map(({ status, id }) => `${status} ${id}`);
    expect([new Set(keys).size, keys]).toEqual([count, keys.toSorted()]);
    expect(log.commands.filter((command) => command.endsWith('comments'))).toHaveLength(3);
  });

  it('reads two hundred articles with about two dozen commands', async () => {
    const { stage: on } = await archive(199);
    on.log.clear();
    await exportOf(on.db);
    expect(on.log.commands.length).toBeLessThan(25);
  });

  it('describes authors and topics that were added during the export in the articles', async () => {
    const on = await stage({ articles: [article({ title: 'First', authors: [author('Ada')] })] });
    const onLine = () => {};
    let text = '';
    for await (const piece of exportedText(on.stores, systemContext(new Date()), { onLine })) {
      if (text === '') {
        await on.publish([
          article({ title: 'Second', authors: [author('Bo')], topics: [category('Air', 'world')] }),
        ]);
        await on.db.collection('authors').deleteOne({ name: 'Bo' });
        await on.publish([article({ title: 'Third', authors: [author('Cy')] })]);
      }
      text += piece;
    }
    const lines: Record<string, unknown>[] = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const authorsOf = (title: string) => lines.find((line) => line.title === title)?.authors;
    expect(authorsOf('First')).toEqual([{ id: authorKey(author('Ada')) }]);
    expect(authorsOf('Second')).toEqual([]);
    expect(authorsOf('Third')).toEqual([{ id: authorKey(author('Cy')) }]);
  });

  it('writes an editor’s choice without a score', async () => {
    const { db } = await stage({
      articles: [
        article({ title: 'Chosen', relatedPosts: [{ identity: 'test:Other' }] }),
        article({ title: 'Other' }),
      ],
    });
    const lines = await exportedLines(db);
    expect(lines.find(({ title }) => title === 'Chosen')?.relatedPosts).toEqual([
      {
        id: articleKey({ identity: 'test:Other' }),
        sharedTopics: [],
        sharedTerms: expect.any(Array),
      },
    ]);
  });
});

describe('an article whose related posts are not found yet', () => {
  it('is exported as such, and the copy finds them', async () => {
    const tides = { html: '<p>Spring tides and neap tides.</p>' };
    const { db } = await stage({ articles: articles(2, () => tides) });
    const id = articleKey({ identity: 'test:Article 0' });
    await db.collection('articles').updateMany({}, { $set: { related: [] } });
    await db
      .collection<{ _id: string }>('features')
      .updateOne({ _id: id }, { $set: { staleness: 'CHANGED' } });

    const { text } = await exportOf(db);
    const copy = await publishingDatabase();
    await importExport(text, copy);

    const declared = (await exportedLines(db)).filter(({ kind }) => kind === 'article');
    expect(declared.map((line) => line.isRelated === (line.id !== id))).toEqual([true, true]);
    expect((await exportedLines(copy)).find((line) => line.id === id)).toMatchObject({
      relatedPosts: [{ sharedTerms: expect.arrayContaining(['tides']) }],
      isRelated: true,
    });
  });
});

describe('inGroups', () => {
  const cards = (...words: readonly number[]) =>
    words.map((wordCount) => ({ ...plainCard(`${wordCount}`, PUBLISHED), wordCount }));
  const grouped = (...words: readonly number[]) =>
    [...inGroups(cards(...words))].map((group) => group.map(({ wordCount }) => wordCount));

  it('collects as many words as are read at once, and not one more', () => {
    expect(grouped(100_000, 100_000)).toEqual([[100_000, 100_000]]);
    expect(grouped(100_000, 100_001)).toEqual([[100_000], [100_001]]);
  });

  it('yields an article with more words in a group of its own', () => {
    expect(grouped(1, 900_000, 2)).toEqual([[1], [900_000], [2]]);
    expect(grouped()).toEqual([]);
  });
});

describe('an article that is published between the export and the import', () => {
  const NOW = new Date('2024-06-01T12:00:00Z');
  const RELATED = '{ article(by: { slug: "neap" }) { relatedPosts { nodes { slug } } } }';
  const tides = { html: '<p>Spring tides and neap tides.</p>' };
  const out = article({ ...tides, title: 'Neap' });
  const coming = article({
    ...{ ...tides, title: 'Spring', status: 'SCHEDULED' },
    publishedAt: new Date('2024-06-02T00:00:00Z'),
  });

  it('is related by the import as by the clock of the original', async () => {
    const original = await stage({ articles: [out, coming], now: NOW });
    const copy = await stage();
    await importExport((await exportOf(original.db, NOW)).text, copy.db);
    original.setNow(new Date());
    const before = await original.ask(RELATED);
    await new Clock(original.stores).advance(systemContext(new Date()));
    const related = (...nodes: object[]) => ({ data: { article: { relatedPosts: { nodes } } } });
    expect([before, await original.ask(RELATED), await copy.ask(RELATED)]).toEqual([
      related(),
      related({ slug: 'spring' }),
      related({ slug: 'spring' }),
    ]);
  });

  it.each([
    ['nothing of it', { kind: 'site' }],
    ['a later moment', { kind: 'site', unsettledFrom: '2024-06-03T00:00:00Z' }],
  ])('is related even if another line for the site says %s', async (_what, line) => {
    const { text } = await exportOf((await stage({ articles: [out, coming], now: NOW })).db, NOW);
    const copy = await stage();
    await importExport(`${text}${JSON.stringify(line)}\n`, copy.db);
    const { data } = await copy.ask(RELATED);
    expect(data.article.relatedPosts.nodes).toEqual([{ slug: 'spring' }]);
  });

  it('is announced in the site line, which is absent if everything is settled', async () => {
    const { db } = await stage({ articles: [out], now: NOW });
    const later = await stage({ articles: [out, coming], now: NOW });
    expect((await exportedLines(db))[0]).toEqual({ kind: 'site' });
    expect((await exportedLines(later.db))[0]).toEqual({
      kind: 'site',
      unsettledFrom: '2024-06-02T00:00:00.000Z',
    });
  });
});
