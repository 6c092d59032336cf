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

describe('topics and authors of what cannot be read', () => {
  it('are in no list and under no slug', async () => {
    const { ask } = await stage({ articles: [draft] });

    const { data } = await ask(NAMES);

    expect(data).toEqual({
      topics: { totalCount: 0, nodes: [] },
      authors: { totalCount: 0, nodes: [] },
      topic: null,
      author: null,
    });
  });

  it('are no nodes', async () => {
    const { ask } = await stage({ articles: [draft] });
    const topicId = encodeGlobalId('Topic', topicIdOf('TAG', 'merger'));
    const authorId = encodeGlobalId('Author', authorIdOf(whistle.identity));

    const { data } = await ask(`{ nodes(ids: ["${topicId}", "${authorId}"]) { id } }`);

    expect(data.nodes).toEqual([null, null]);
  });

  it('are known from the moment that an article of theirs is published, ancestors included', async () => {
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

  it('are known if a topic is described by its source, which an author is not for that', async () => {
    const { ask } = await stage({ articles: [draft], topics: [merger], authors: [whistle] });

    const { data } = await ask(NAMES);

    expect(data.topic).toEqual({ name: 'Merger' });
    expect(data.authors.totalCount).toBe(0);
  });
});

describe('a topic that its source describes and does not show', () => {
  it('is known with its description from its first article on, and no earlier', async () => {
    const hidden = { ...merger, description: 'Of two.', isShown: false };
    const { ask, publish } = await stage({ articles: [draft], topics: [hidden] });
    const unknown = await ask(NAMES);
    await publish([{ ...draft, status: 'PUBLISHED' }]);

    const { data } = await ask('{ topic(by: { slug: "merger" }) { name description } }');

    expect([unknown.data.topic, unknown.data.topics.totalCount]).toEqual([null, 0]);
    expect(data.topic).toEqual({ name: 'Merger', description: 'Of two.' });
  });

  it('stays known if it was, and so is what it now hangs below', async () => {
    const built = await stage({ articles: [draft], topics: [category('News')], now: MAY });
    await deliver(built.db, { topics: [{ ...category('News', 'money'), isShown: false }] });
    built.setNow(NOW);

    expect((await built.ask(NAMES)).data.topics.nodes).toEqual([
      { name: 'money' },
      { name: 'News' },
    ]);
  });

  describe('and an article does later', () => {
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
      ['is described with it', [], [below, above]],
      ['is described before it', [above], [below]],
      ['is named by it alone', [], [below]],
    ])('is known then together with what it now hangs below, which %s', async (_how, ...lines) => {
      const built = await stage({ articles: [coming], topics: lines[0], now: NOW });
      await deliver(built.db, { topics: lines[1] }, NOW);

      expect(await shown(built, before(JULY))).toEqual([]);
      expect(await shown(built, JULY)).toEqual(['money', 'news']);
    });

    it('stays unknown with what it now hangs below if the article is withdrawn', async () => {
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

/** Every way to the names of `draft`, once to each way. */
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

/** Whether all ways lead to the names, or none; else what they lead to. */
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

describe('topics and authors of an article that is scheduled', () => {
  it('are known from its moment on, in every way, and no job need have run', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });

    expect(await knownAround(built, JULY)).toEqual([false, true]);
  });

  it('are known at once when it is published, also to a gateway that was asked before', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });
    const asked = await areKnown(built, NOW);
    await built.publish([{ ...scheduled, publishedAt: NOW }]);

    expect([asked, await areKnown(built, NOW)]).toEqual([false, true]);
  });

  it('are known from its new moment on if it is put off', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });
    await built.publish([{ ...scheduled, publishedAt: AUGUST }]);

    expect(await knownAround(built, JULY, AUGUST)).toEqual([false, false, false, true]);
  });

  it.each([
    ['becomes a draft again', { status: 'DRAFT' }],
    ['is archived', { status: 'ARCHIVED' }],
    ['is protected', { isProtected: true }],
    ['loses them', { topics: [], authors: [] }],
  ] as const)('stay unknown if it %s', async (_how, change) => {
    const built = await stage({ articles: [scheduled], now: NOW });
    await built.publish([{ ...scheduled, ...change }]);

    expect(await knownAround(built, JULY)).toEqual([false, false]);
  });

  it('are known earlier if it is brought forward', async () => {
    const built = await stage({
      articles: [article({ ...scheduled, publishedAt: AUGUST })],
      now: NOW,
    });
    await built.publish([scheduled]);

    expect(await knownAround(built, JULY)).toEqual([false, true]);
  });

  it('are known from the moment of another that carries them, if it is withdrawn', async () => {
    const other = article({ ...another, publishedAt: AUGUST });
    const built = await stage({ articles: [scheduled, other], now: NOW });
    await built.publish([{ ...scheduled, status: 'DRAFT' }]);

    expect(await knownAround(built, JULY, AUGUST)).toEqual([false, false, false, true]);
  });

  it('are put off together with several that are put off at once', async () => {
    const built = await stage({ articles: [scheduled, another], now: NOW });
    await built.publish([
      { ...scheduled, publishedAt: LATER },
      { ...another, publishedAt: AUGUST },
    ]);

    expect(await knownAround(built, JULY, AUGUST)).toEqual([false, false, false, true]);
  });

  it('stay known once they were, whatever becomes of it', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });
    built.setNow(JULY);
    await built.publish([{ ...scheduled, publishedAt: LATER }]);

    expect(await areKnown(built, JULY)).toBe(true);
  });

  it('stay known if their source describes them, or a topic below', async () => {
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

  it('stay as they were if the database refuses the article in its new form', async () => {
    const built = await stage({ articles: [scheduled], now: NOW });
    const image = { url: 'https://pictures.example/1.jpg', width: -1 };
    const refused: ArticleEntry = { ...scheduled, status: 'DRAFT', image };
    const [outcome] = await deliverBy(built.stores, { articles: [refused] }, { now: NOW });

    expect(outcome?.kind).toBe('FAILED');
    expect(await knownAround(built, JULY)).toEqual([false, true]);
  });
});

describe('an author of whom an export tells since when readers know', () => {
  const told = { ...whistle, shownFrom: NOW };
  const AUTHORS =
    '{ authors { totalCount nodes { name } } author(by: { slug: "whistle" }) { name } }';
  const known = async ({ ask }: Stage) => (await ask(AUTHORS)).data;
  const shown = {
    authors: { totalCount: 1, nodes: [{ name: 'Whistle' }] },
    author: { name: 'Whistle' },
  };

  it('is known from then on, whether the person is new or there', async () => {
    const fresh = await stage({ authors: [told], now: MAY });
    const there = await stage({ articles: [draft], now: MAY });
    await deliver(there.db, { authors: [told] });
    for (const built of [fresh, there]) {
      expect((await known(built)).author).toBeNull();
      built.setNow(NOW);
      expect(await known(built)).toEqual(shown);
    }
  });

  it('is known as early as before if the export tells a later moment, or none', async () => {
    const built = await stage({ authors: [told], now: NOW });
    await deliver(built.db, { authors: [{ ...told, shownFrom: LATER }] });
    await deliver(built.db, { authors: [{ ...whistle, bio: 'Tells.' }] });

    expect(await known(built)).toEqual(shown);
  });

  it('is not written again by an export that tells the same', async () => {
    const { db } = await stage({ authors: [told] });
    const content = await bytesOf(db);
    await deliver(db, { authors: [told] });

    expect(await bytesOf(db)).toBe(content);
  });
});

describe('topics and authors of a database of yesterday', () => {
  it('are known again after the next import of the same archive', async () => {
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
