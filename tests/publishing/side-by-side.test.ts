import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { houseReading } from '../../src/database/reading.js';
import { listKey } from '../../src/editorial/article/article.lists.js';
import { importRecords } from '../../src/importing/import-source.js';
import type { ArticleEntry, SourceRecord } from '../../src/publishing/entry.js';
import { topicIdOf } from '../../src/publishing/identity.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { relateWaiting } from '../../src/publishing/relate.js';
import { createStores, type Stores } from '../../src/stores.js';
import { restore } from '../support/dump.js';
import { article, articles, category, tag } from '../support/entries.js';
import { type Delivery, deliver, kinds, publishingDatabase } from '../support/publishing.js';

const NOW = new Date('2024-06-01T12:00:00Z');
const at = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);

let db: Db;
let stores: Stores;
beforeAll(async () => {
  db = await publishingDatabase();
  stores = createStores(db);
});
beforeEach(() => restore(db, {}));

/** One moment in the work of another, to be waited for. */
function moment(): { readonly come: Promise<void>; happen(): void } {
  let happen = () => {};
  const come = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { come, happen };
}

/** Delivers to its end by stores in which something happens between two commands. */
async function deliverBy(hooked: Stores, { articles: all = [], topics = [] }: Delivery) {
  const publisher = new Publisher(hooked, houseReading(NOW));
  for (const topic of topics) await publisher.describeTopic(topic);
  const outcomes = await publisher.publish(all);
  await publisher.finish();
  return outcomes;
}

/** Stores of a process that dies behind its cards, before it has marked what follows. */
function dyingBehindCards(meanwhile: () => Promise<unknown>): Stores {
  const dies = async () => {
    throw new Error('killed');
  };
  return {
    ...stores,
    article: {
      ...stores.article,
      updateAll: async (changes) => {
        await meanwhile();
        return stores.article.updateAll(changes);
      },
    },
    signal: { ...stores.signal, markChanged: dies },
    listCount: { ...stores.listCount, markAgain: dies },
  };
}

async function recordsIn(db: Db) {
  const [card] = await db.collection('articles').find({ slugs: 'x' }).toArray();
  const signals = await db.collection('signals').find().toArray();
  return { card, signal: signals.find(({ _id }) => `${_id}` === `${card?._id}`) };
}

/** How many articles the list of a tag is said to hold. */
async function countOf(name: string): Promise<number | undefined> {
  const _id = listKey({ kind: 'TOPIC', topicId: topicIdOf('TAG', name) });
  return (await db.collection<{ _id: number; count: number }>('listCounts').findOne({ _id }))
    ?.count;
}

async function importAll(all: readonly SourceRecord[]) {
  async function* records() {
    yield* all;
  }
  return importRecords(records(), new Publisher(stores, houseReading(NOW)), () => {});
}

const recordsOf = (all: readonly ArticleEntry[]): SourceRecord[] =>
  all.map((entry) => ({ kind: 'ARTICLE', ...entry }));

describe('an import of many batches', () => {
  it('leaves nothing begun, though the last of them have not changed', async () => {
    const old = articles(300);
    await importAll(recordsOf(old));
    await importAll(recordsOf([...articles(100, (n) => ({ title: `New ${n}` })), ...old]));
    expect(await db.collection('unfinished').countDocuments()).toBe(0);
  });

  it('counts the first word of two, whatever waits for what', async () => {
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

describe('an article that is written while another relates it', () => {
  it('has relatives in the end', async () => {
    const html = '<p>Spring tides and neap tides at the harbour wall.</p>';
    await deliver(db, { articles: [article({ title: 'Tides', html })] });
    const [related, marked, settled] = [moment(), moment(), moment()];
    const here: Stores = {
      ...stores,
      article: {
        ...stores.article,
        insertAll: async (cards) => {
          await related.come;
          return stores.article.insertAll(cards);
        },
      },
      signal: {
        ...stores.signal,
        markChanged: async (ids) => {
          await stores.signal.markChanged(ids);
          marked.happen();
          await settled.come;
        },
      },
    };
    const there: Stores = {
      ...stores,
      signal: {
        ...stores.signal,
        settle: async (signals, begun) => {
          related.happen();
          await marked.come;
          const isSettled = await stores.signal.settle(signals, begun);
          settled.happen();
          return isSettled;
        },
      },
    };
    const publisher = new Publisher(here, houseReading(NOW));
    const publishing = publisher.publish([article({ title: 'Neaps', html })]);
    const isWaiting = () => stores.signal.countStale(9);
    while ((await isWaiting()) < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([relateWaiting(there, houseReading(NOW)), publishing]);
    await publisher.finish();
    const cards = await db.collection('articles').find().toArray();
    expect(cards.map((card) => card.related.length)).toEqual([1, 1]);
  });
});

describe('a topic that moves', () => {
  it('leaves an article where another import has just filed it', async () => {
    const filed = (name: string, parent?: string) =>
      article({ title: 'X', topics: [category(name, parent)] });
    await deliver(db, {
      topics: [category('P'), category('U', 'p'), category('T')],
      articles: [filed('T')],
    });
    let isFirst = true;
    const mover: Stores = {
      ...stores,
      article: {
        ...stores.article,
        setPlaces: async (places) => {
          if (isFirst) {
            isFirst = false;
            await deliver(db, { articles: [filed('U', 'p')] });
          }
          return stores.article.setPlaces(places);
        },
      },
    };
    await deliverBy(mover, { topics: [category('T', 'elsewhere')] });
    const { card } = await recordsIn(db);
    const ids = ['u', 'p'].map((name) => topicIdOf('CATEGORY', name));
    expect(card?.topicPathIds).toEqual(ids);
  });

  it('takes what an article is about along, that changes meanwhile', async () => {
    const x = article({ title: 'X', topics: [category('T')] });
    await deliver(db, { topics: [category('T', 'a'), category('A')], articles: [x] });
    const [written, refiled, confirmed] = [moment(), moment(), moment()];
    const changer: Stores = {
      ...stores,
      listCount: {
        ...stores.listCount,
        markAgain: async (keys) => {
          written.happen();
          await refiled.come;
          return stores.listCount.markAgain(keys);
        },
      },
    };
    const mover: Stores = {
      ...stores,
      article: {
        ...stores.article,
        setPlaces: async (places) => {
          const isPlaced = await stores.article.setPlaces(places);
          refiled.happen();
          await confirmed.come;
          return isPlaced;
        },
      },
    };
    const changing = new Publisher(changer, houseReading(NOW));
    const published = changing
      .publish([{ ...x, html: '<p>Other words of the sea.</p>' }])
      .then(() => confirmed.happen());
    await written.come;
    await deliverBy(mover, { topics: [category('T', 'b')] });
    await published;
    await changing.finish();
    const { card, signal } = await recordsIn(db);
    const ids = ['t', 'b'].map((name) => topicIdOf('CATEGORY', name));
    const topics = signal?.names.filter((name: string) => name.startsWith('topic'));
    expect([card?.topicPathIds, topics]).toEqual([ids, ids.map((id) => `topic ${id}`)]);
  });
});

describe('an import that is killed', () => {
  const under = (name: string) => article({ title: 'X', topics: [tag(name)] });

  it('leaves lists to be counted by one that brings another version', async () => {
    await deliver(db, { articles: [under('A')] });
    const counting = () => deliver(db, { articles: [article({ title: 'Other' })] });
    await expect(deliverBy(dyingBehindCards(counting), { articles: [under('B')] })).rejects.toThrow(
      'killed',
    );
    await deliver(db, { articles: [under('C')] });
    expect(await Promise.all(['a', 'b', 'c'].map(countOf))).toEqual([0, 0, 1]);
    expect(await db.collection('unfinished').countDocuments()).toBe(0);
  });

  it('is not taken for ended by one that met the version before its own', async () => {
    await deliver(db, { articles: [under('A')] });
    const meeting = () => deliver(db, { articles: [under('A')] });
    await expect(deliverBy(dyingBehindCards(meeting), { articles: [under('B')] })).rejects.toThrow(
      'killed',
    );
    expect(kinds(await deliver(db, { articles: [under('B')] }))).toEqual(['UNCHANGED']);
    expect(await Promise.all(['a', 'b'].map(countOf))).toEqual([0, 1]);
    expect(await db.collection('unfinished').countDocuments()).toBe(0);
  });

  it('leaves nothing of its version when the one before is imported again', async () => {
    const before = article({ title: 'X', html: '<p>Spring tides at the harbour wall.</p>' });
    await deliver(db, { articles: [before] });
    const { signal: names } = await recordsIn(db);
    const dying: Stores = {
      ...stores,
      article: {
        ...stores.article,
        updateAll: async () => {
          throw new Error('killed');
        },
      },
    };
    const after = { ...before, html: '<p>Glaciers and icebergs in the arctic winter.</p>' };
    await expect(deliverBy(dying, { articles: [after] })).rejects.toThrow('killed');
    expect(kinds(await deliver(db, { articles: [before] }))).toEqual(['UNCHANGED']);
    expect((await recordsIn(db)).signal?.names).toEqual(names?.names);
  });

  it('is forgotten after a day, when its articles stand where their topics hang', async () => {
    await deliver(db, { articles: [under('A')] });
    await deliverBy(
      dyingBehindCards(async () => {}),
      { articles: [under('B')] },
    ).catch(() => {});
    await db.collection('unfinished').updateMany({}, { $set: { begun: at(-90_000_000) } });
    await deliver(db, { articles: [article({ title: 'Other' })] });
    expect(await Promise.all(['a', 'b'].map(countOf))).toEqual([0, 1]);
    expect(await db.collection('unfinished').countDocuments()).toBe(0);
  });
});

describe('a name that is put off while an article comes out that carries it', () => {
  it('is known from that moment', async () => {
    const on = (title: string, publishedAt: Date) =>
      article({ title, topics: [tag('Ice')], publishedAt, status: 'SCHEDULED' });
    await deliver(db, { articles: [on('Hail', at(3_000))] });
    const begun = performance.now();
    const slow: Stores = {
      ...stores,
      article: {
        ...stores.article,
        insertAll: async (cards) => {
          await deliver(db, { articles: [on('Hail', at(86_400_000))] });
          const left = 1_200 - (performance.now() - begun);
          await new Promise((resolve) => setTimeout(resolve, left));
          return stores.article.insertAll(cards);
        },
      },
    };
    await deliverBy(slow, { articles: [on('Sleet', at(1_000))] });
    expect((await db.collection('topics').findOne())?.shownFrom).toEqual(at(1_000));
  });
});
