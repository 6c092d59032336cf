import { describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../../src/graphql/global-id.js';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { authorIdOf, topicIdOf } from '../../../src/publishing/identity.js';
import { ensureAllCollections } from '../../../src/stores.js';
import { bytesOf } from '../../support/dump.js';
import { article, author, category, tag } from '../../support/entries.js';
import { deliver, deliverBy } from '../../support/publishing.js';
import { type Stage, stage } from '../../support/stage.js';

const merger = tag('Merger');
const whistle = author('Whistle');
const draft = article({
  title: 'Draft',
  status: 'DRAFT',
  topics: [merger, category('Deals', 'money')],
  authors: [whistle],
});
const NAMES = `{
  topics { totalCount nodes { name } } authors { totalCount nodes { name } }
  topic(by: { slug: "merger" }) { name } author(by: { slug: "whistle" }) { name }
}`;

describe('topics and authors of an unpublished article', () => {
  it('are in no list and have no slug that resolves', async () => {
    const { ask } = await stage({ articles: [draft] });

    const { data } = await ask(NAMES);

    expect(data).toEqual({
      topics: { totalCount: 0, nodes: [] },
      authors: { totalCount: 0, nodes: [] },
      topic: null,
      author: null,
    });
  });

  it('are null when read by id', async () => {
    const { ask } = await stage({ articles: [draft] });
    const topicId = encodeGlobalId('Topic', topicIdOf('TAG', 'merger'));
    const authorId = encodeGlobalId('Author', authorIdOf(whistle.identity));

    const { data } = await ask(`{ nodes(ids: ["${topicId}", "${authorId}"]) { id } }`);

    expect(data.nodes).toEqual([null, null]);
  });

  it('become visible when one of their articles is published, ancestors included', async () => {
    const { ask, publish } = await stage({ articles: [draft] });
    await publish([{ ...draft, status: 'PUBLISHED' }]);

    const { data } = await ask(NAMES);

    expect(data).toEqual({
      topics: { totalCount: 3, nodes: [{ name: 'Deals' }, { name: 'Merger' }, { name: 'money' }] },
      authors: { totalCount: 1, nodes: [{ name: 'Whistle' }] },
      topic: { name: 'Merger' },
      author: { name: 'Whistle' },
    });
  });

  it('become visible by a description if they are topics, but not if they are authors', async () => {
    const { ask } = await stage({ articles: [draft], topics: [merger], authors: [whistle] });

    const { data } = await ask(NAMES);

    expect(data.topic).toEqual({ name: 'Merger' });
    expect(data.authors.totalCount).toBe(0);
  });
});

describe('a topic with a description that does not make it visible', () => {
  it('becomes visible with its description when its first article is published', async () => {
    const hidden = { ...merger, description: 'Of two.', isShown: false };
    const { ask, publish } = await stage({ articles: [draft], topics: [hidden] });
    const unknown = await ask(NAMES);
    await publish([{ ...draft, status: 'PUBLISHED' }]);

    const { data } = await ask('{ topic(by: { slug: "merger" }) { name description } }');

    expect([unknown.data.topic, unknown.data.topics.totalCount]).toEqual([null, 0]);
    expect(data.topic).toEqual({ name: 'Merger', description: 'Of two.' });
  });

  it('stays visible if it was, and makes its new parent visible', async () => {
    const built = await stage({ articles: [draft], topics: [category('News')], now: MAY });
    await deliver(built.db, { topics: [{ ...category('News', 'money'), isShown: false }] });
    built.setNow(NOW);

    expect((await built.ask(NAMES)).data.topics.nodes).toEqual([
      { name: 'money' },
      { name: 'News' },
    ]);
  });

  describe('with a scheduled article', () => {
    const news = category('News');
    const coming = article({ ...scheduled, topics: [news] });
    const below = { ...category('News', 'money'), isShown: false };
    const above = { ...category('money'), isShown: false };
    const shown = async ({ ask, setNow }: Stage, moment: Date) => {
      setNow(moment);
      const { data } = await ask('{ topics { nodes { slug } } }');
      return data.topics.nodes.map(({ slug }: { slug: string }) => slug);
    };

    it.each([
      ['is described in the same import', [], [below, above]],
      ['is described earlier', [above], [below]],
      ['is only mentioned as a parent', [], [below]],
    ])('becomes visible together with its new parent, which %s', async (_how, ...lines) => {
      const built = await stage({ articles: [coming], topics: lines[0], now: NOW });
      await deliver(built.db, { topics: lines[1] }, NOW);

      expect(await shown(built, before(JULY))).toEqual([]);
      expect(await shown(built, JULY)).toEqual(['money', 'news']);
    });

    it('stays hidden with its new parent if the article is withdrawn', async () => {
      const built = await stage({ articles: [coming], now: NOW });
      await deliver(built.db, { topics: [below, above] }, NOW);
      await built.publish([{ ...coming, status: 'DRAFT' }]);

      expect(await shown(built, JULY)).toEqual([]);
    });
  });
});

const NOW = new Date('2024-06-01T12:00:00Z');
const MAY = new Date('2024-05-01T00:00:00Z');
const JULY = new Date('2024-07-01T00:00:00Z');
const AUGUST = new Date('2024-08-01T00:00:00Z');
const LATER = new Date('2025-01-01T00:00:00Z');
const before = (moment: Date) => new Date(moment.getTime() - 1);

const scheduled = article({ ...draft, status: 'SCHEDULED', publishedAt: JULY });
const another = article({ ...scheduled, title: 'Another', identity: 'test:another' });

/** Every query that can return the topics and authors of `draft`. */
const WAYS = `{
  topics(first: 9) { totalCount nodes { slug } }
  roots: topics(filter: { isRoot: true, taxonomy: TAG }) { totalCount nodes { slug } }
  authors { totalCount nodes { slug } }
  topic(by: { slug: "merger" }) { slug }
  topicById: topic(by: { id: "${encodeGlobalId('Topic', topicIdOf('TAG', 'merger'))}" }) { slug }
  author(by: { slug: "whistle" }) { slug }
  nodes(ids: [
    "${encodeGlobalId('Topic', topicIdOf('TAG', 'merger'))}"
    "${encodeGlobalId('Author', authorIdOf(whistle.identity))}"
  ]) { id }
}`;

/** True if all queries return the topics and authors, false if none does, otherwise the data. */
async function areKnown({ ask, setNow }: Stage, moment: Date): Promise<unknown> {
  setNow(moment);
  const { data, errors } = await ask(WAYS);
  expect(errors).toBeUndefined();
  const { topics, roots, authors, nodes, ...single } = data;
  const children = await childrenIn({ ask });
  const lists = [topics, roots, children, authors];
  const isConsistent = lists.every(({ totalCount, nodes: all }) => totalCount === all.length);
  const lengths = lists.map(({ totalCount }) => totalCount);
  const found = [...Object.values(single), ...nodes].filter((each) => each !== null);
  if (isConsistent && lengths.join() === '3,1,1,1' && found.length === 5) return true;
  if (isConsistent && lengths.join() === '0,0,0,0' && found.length === 0) return false;
  return data;
}

/** The children of a topic; none if the topic itself is refused as unknown. */
async function childrenIn({ ask }: Pick<Stage, 'ask'>) {
  const { data, errors } = await ask(
    '{ topics(filter: { parent: { slug: "money" } }) { totalCount nodes { slug } } }',
  );
  if (errors === undefined) return data.topics;
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNKNOWN_FILTER_VALUE']);
  return { totalCount: 0, nodes: [] };
}

/** Whether the names are known in the last millisecond before each of the moments, and at it. */
async function knownAround(built: Stage, ...moments: readonly Date[]): Promise<unknown[]> {
  const known: unknown[] = [];
  for (const moment of moments) {
    known.push(await areKnown(built, before(moment)), await areKnown(built, moment));
  }
  return known;
}

describe('topics and authors of a scheduled article', () => {
  it('become visible at its publication date in every query, without a background job', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });

    expect(await knownAround(built, JULY)).toEqual([false, true]);
  });

  it('become visible at once when it is published, even if they were queried before', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });
    const asked = await areKnown(built, NOW);
    await built.publish([{ ...scheduled, publishedAt: NOW }]);

    expect([asked, await areKnown(built, NOW)]).toEqual([false, true]);
  });

  it('become visible at its new date if it is delayed', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });
    await built.publish([{ ...scheduled, publishedAt: AUGUST }]);

    expect(await knownAround(built, JULY, AUGUST)).toEqual([false, false, false, true]);
  });

  it.each([
    ['becomes a draft again', { status: 'DRAFT' }],
    ['is archived', { status: 'ARCHIVED' }],
    ['is protected', { isProtected: true }],
    ['loses them', { topics: [], authors: [] }],
  ] as const)('stay hidden if it %s', async (_how, change) => {
    const built = await stage({ articles: [scheduled], now: NOW });
    await built.publish([{ ...scheduled, ...change }]);

    expect(await knownAround(built, JULY)).toEqual([false, false]);
  });

  it('become visible earlier if it is moved to an earlier date', async () => {
    const built = await stage({
      articles: [article({ ...scheduled, publishedAt: AUGUST })],
      now: NOW,
    });
    await built.publish([scheduled]);

    expect(await knownAround(built, JULY)).toEqual([false, true]);
  });

  it('become visible with another of their articles if it is withdrawn', async () => {
    const other = article({ ...another, publishedAt: AUGUST });
    const built = await stage({ articles: [scheduled, other], now: NOW });
    await built.publish([{ ...scheduled, status: 'DRAFT' }]);

    expect(await knownAround(built, JULY, AUGUST)).toEqual([false, false, false, true]);
  });

  it('are delayed correctly if several of their articles are delayed in one batch', async () => {
    const built = await stage({ articles: [scheduled, another], now: NOW });
    await built.publish([
      { ...scheduled, publishedAt: LATER },
      { ...another, publishedAt: AUGUST },
    ]);

    expect(await knownAround(built, JULY, AUGUST)).toEqual([false, false, false, true]);
  });

  it('stay visible once they were, whatever changes', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });
    built.setNow(JULY);
    await built.publish([{ ...scheduled, publishedAt: LATER }]);

    expect(await areKnown(built, JULY)).toBe(true);
  });

  it('stay visible if their source describes them or a descendant', async () => {
    const topics = [merger, category('Deals', 'money')];
    const built = await stage({ articles: [scheduled], topics, now: NOW });
    await built.publish([{ ...scheduled, status: 'DRAFT' }]);

    const { data } = await built.ask('{ topics { nodes { slug } } authors { totalCount } }');

    expect(data.topics.nodes.map(({ slug }: { slug: string }) => slug)).toEqual([
      'deals',
      'merger',
      'money',
    ]);
    expect(data.authors.totalCount).toBe(0);
  });

  it('stay unchanged if the database refuses the new version of the article', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });
    const image = { url: 'https://pictures.example/1.jpg', width: -1 };
    const refused: ArticleEntry = { ...scheduled, status: 'DRAFT', image };
    const [outcome] = await deliverBy(built.stores, { articles: [refused] }, { now: NOW });

    expect(outcome?.kind).toBe('FAILED');
    expect(await knownAround(built, JULY)).toEqual([false, true]);
  });
});

describe('an author with `shownFrom` in an export', () => {
  const declared = { ...whistle, shownFrom: NOW };
  const AUTHORS =
    '{ authors { totalCount nodes { name } } author(by: { slug: "whistle" }) { name } }';
  const known = async ({ ask }: Stage) => (await ask(AUTHORS)).data;
  const shown = {
    authors: { totalCount: 1, nodes: [{ name: 'Whistle' }] },
    author: { name: 'Whistle' },
  };

  it('becomes visible at that moment, whether new or stored', async () => {
    const fresh = await stage({ authors: [declared], now: MAY });
    const there = await stage({ articles: [draft], now: MAY });
    await deliver(there.db, { authors: [declared] });
    for (const built of [fresh, there]) {
      expect((await known(built)).author).toBeNull();
      built.setNow(NOW);
      expect(await known(built)).toEqual(shown);
    }
  });

  it('stays visible if a later export has a later moment, or none', async () => {
    const built = await stage({ authors: [declared], now: NOW });
    await deliver(built.db, { authors: [{ ...declared, shownFrom: LATER }] });
    await deliver(built.db, { authors: [{ ...whistle, bio: 'Tells.' }] });

    expect(await known(built)).toEqual(shown);
  });

  it('is not written again by the same export', async () => {
    const { db } = await stage({ authors: [declared] });
    const content = await bytesOf(db);
    await deliver(db, { authors: [declared] });

    expect(await bytesOf(db)).toBe(content);
  });
});

describe('topics and authors in a database of an earlier version', () => {
  it('become visible again after the next import of the same archive', async () => {
    const built = await stage({ articles: [scheduled, another], now: NOW });
    await built.db.collection('topics').drop();
    await built.db.createCollection('topics');
    await built.db
      .collection<{ _id: string }>('topics')
      .insertMany([
        yesterdays('TAG', 'merger'),
        yesterdays('CATEGORY', 'money'),
        { ...yesterdays('CATEGORY', 'deals'), ...below('money') },
      ]);
    await built.db
      .collection('authors')
      .updateMany({}, { $unset: { shownFrom: true }, $set: { isShown: true } });
    await ensureAllCollections(built.db);
    const yesterday = await areKnown(built, JULY);
    built.setNow(NOW);
    await built.publish([
      { ...scheduled, standfirst: 'Renewed.' },
      { ...another, standfirst: 'Renewed.' },
    ]);

    expect(yesterday).toBe(false);
    expect(await knownAround(built, JULY)).toEqual([false, true]);
  });
});

function yesterdays(taxonomy: 'CATEGORY' | 'TAG', slug: string) {
  const named = { taxonomy, slug, name: slug, sortName: slug };
  return { _id: topicIdOf(taxonomy, slug), ...named, ancestorIds: [], isShown: true, lists: [] };
}

function below(parent: string) {
  const parentId = topicIdOf('CATEGORY', parent);
  return { parentId, ancestorIds: [parentId] };
}
