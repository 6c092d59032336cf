import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProcessIdentity } from '../../../src/database/process-identity.js';
import { listKey } from '../../../src/editorial/article/article.lists.js';
import { topicIdOf } from '../../../src/publishing/identity.js';
import { createStores, type Stores } from '../../../src/stores.js';
import { restore } from '../../support/dump.js';
import { article, author, category, tag } from '../../support/entries.js';
import {
  type Delivery,
  deliver,
  deliverBy,
  endedProcess,
  kinds,
  publishingDatabase,
} from '../../support/publishing.js';

let db: Db;
let stores: Stores;
let process: ProcessIdentity;
beforeAll(async () => {
  db = await publishingDatabase();
  stores = createStores(db);
  process = await endedProcess();
});
beforeEach(() => restore(db, {}));

const dies = async () => {
  throw new Error('killed');
};

/**
 * Stores of a process that is killed after its cards are written, before lists and related posts
 * are marked as stale.
 */
function dyingAfterCards(): Stores {
  return {
    ...stores,
    features: { ...stores.features, markChanged: dies },
    listCount: { ...stores.listCount, markAgain: dies },
  };
}

/** Imports with stores of a process that is killed at some point. */
async function deliverKilled(dying: Stores, delivery: Delivery): Promise<void> {
  await expect(deliverBy(dying, delivery, { process })).rejects.toThrow('killed');
}

/**
 * Imports in a process that is paused just before it writes cards, while another import takes over.
 */
async function deliverPaused(delivery: Delivery, meanwhile: Delivery): Promise<void> {
  const paused: Stores = {
    ...stores,
    article: {
      ...stores.article,
      updateAll: async (changes) => {
        await deliver(db, meanwhile);
        return stores.article.updateAll(changes);
      },
    },
  };
  const delivered = deliverBy(paused, delivery, { process });
  await expect(delivered).rejects.toMatchObject({ name: 'LeaseLost', exitCode: 76 });
}

async function namesOf(slug: string): Promise<readonly string[]> {
  const card = await db.collection('articles').findOne({ slugs: slug });
  const features = await db.collection('features').find().toArray();
  return features.find(({ _id }) => `${_id}` === `${card?._id}`)?.names;
}

/** The stored article count of a tag's list. */
async function countOf(name: string): Promise<number | undefined> {
  const _id = listKey({ kind: 'TOPIC', topicId: topicIdOf('TAG', name) });
  return (await db.collection<{ _id: number; count: number }>('listCounts').findOne({ _id }))
    ?.count;
}

const intents = () => db.collection('intents').countDocuments();

const under = (name: string) => article({ title: 'X', topics: [tag(name)] });

describe('a killed import', () => {
  it('is repaired by the next import, whatever that contains', async () => {
    await deliver(db, { articles: [under('A')] });
    await deliverKilled(dyingAfterCards(), { articles: [under('B')] });
    await deliver(db, { articles: [article({ title: 'Other' })] });
    expect(await Promise.all(['a', 'b'].map(countOf))).toEqual([0, 1]);
  });

  it('has its lists counted when the next import contains another version', async () => {
    await deliver(db, { articles: [under('A')] });
    await deliverKilled(dyingAfterCards(), { articles: [under('B')] });
    await deliver(db, { articles: [under('C')] });
    expect(await Promise.all(['a', 'b', 'c'].map(countOf))).toEqual([0, 0, 1]);
    expect(await intents()).toBe(0);
  });

  it('leaves no features of its version when the previous version is imported again', async () => {
    const before = article({ title: 'X', html: '<p>Spring tides at the harbour wall.</p>' });
    await deliver(db, { articles: [before] });
    const names = await namesOf('x');
    const dying: Stores = { ...stores, article: { ...stores.article, updateAll: dies } };
    const after = { ...before, html: '<p>Glaciers and icebergs in the arctic winter.</p>' };
    await deliverKilled(dying, { articles: [after] });
    expect(kinds(await deliver(db, { articles: [before] }))).toEqual(['UNCHANGED']);
    expect([await namesOf('x'), await intents()]).toEqual([names, 0]);
  });

  it('is repaired once, and stays in the log until its articles are imported again', async () => {
    await deliver(db, { articles: [under('A')] });
    await deliverKilled(dyingAfterCards(), { articles: [under('B')] });
    await deliver(db, {});
    const [left] = await db.collection('intents').find().toArray();
    expect(left).toMatchObject({ isRepaired: true, articleIds: [expect.any(String)] });
    expect(kinds(await deliver(db, { articles: [under('B')] }))).toEqual(['UNCHANGED']);
    expect(await intents()).toBe(0);
  });
});

describe('an import that loses its lease while it is paused', () => {
  it('is written again after another import of the previous version', async () => {
    await deliver(db, { articles: [under('A')] });
    await deliverPaused({ articles: [under('B')] }, { articles: [under('A')] });
    expect(kinds(await deliver(db, { articles: [under('B')] }))).toEqual(['UNCHANGED']);
    expect(await Promise.all(['a', 'b'].map(countOf))).toEqual([0, 1]);
    expect(await intents()).toBe(0);
  });

  it('does not overwrite the cards of the import that took over', async () => {
    await deliver(db, { articles: [under('A')] });
    await deliverPaused({ articles: [under('B')] }, { articles: [under('C')] });
    expect(kinds(await deliver(db, { articles: [under('C')] }))).toEqual(['UNCHANGED']);
    expect(await namesOf('x')).toContain(`topic ${topicIdOf('TAG', 'c')}`);
    expect(await Promise.all(['a', 'b', 'c'].map(countOf))).toEqual([0, 0, 1]);
    expect(await intents()).toBe(0);
  });
});

describe('an import that describes an author or topic while another takes over', () => {
  it('does not overwrite the other import’s description of an author', async () => {
    const ada = (bio: string) => ({ authors: [{ ...author('Ada'), bio }] });
    await deliver(db, ada('First.'));
    const paused: Stores = {
      ...stores,
      author: {
        ...stores.author,
        describe: async (descriptions) => {
          await deliver(db, ada('Third.'));
          return stores.author.describe(descriptions);
        },
      },
    };
    await deliverBy(paused, ada('Second.'), { process }).catch(() => {});
    expect(await db.collection('authors').findOne()).toMatchObject({ bio: 'Third.' });
  });

  it('does not overwrite the other import’s name of a topic', async () => {
    const sea = (name: string) => ({ topics: [{ ...category('Sea'), name }] });
    await deliver(db, sea('Sea'));
    const paused: Stores = {
      ...stores,
      topic: {
        ...stores.topic,
        update: async (changes) => {
          await deliver(db, sea('The third sea'));
          return stores.topic.update(changes);
        },
      },
    };
    await deliverBy(paused, sea('The second sea'), { process }).catch(() => {});
    expect(await db.collection('topics').findOne()).toMatchObject({ name: 'The third sea' });
  });
});

describe('a topic whose move was interrupted', () => {
  const paths = async () => {
    const card = await db.collection('articles').findOne({ slugs: 'x' });
    const topics = await db.collection('topics').find().sort({ slug: 1 }).toArray();
    return {
      ofArticle: card?.topicPathIds,
      ofTopics: topics.map(({ slug, path }) => [slug, path]),
    };
  };
  const start: Delivery = {
    topics: [category('T', 'a'), category('U', 't'), category('A'), category('B')],
    articles: [article({ title: 'X', topics: [category('U')] })],
  };

  it.each([
    ['its articles', 1],
    ['its subtopics', 2],
  ])('gets the path of its stored parent after a kill when writing %s', async (_, deadlyUpdate) => {
    await deliver(db, start);
    const before = await paths();
    let updates = 0;
    const dying: Stores = {
      ...stores,
      topic: {
        ...stores.topic,
        update: async (changes) => {
          updates += 1;
          return updates === deadlyUpdate ? dies() : stores.topic.update(changes);
        },
      },
    };
    await deliverKilled(dying, { topics: [category('T', 'b')] });
    expect(await paths()).not.toEqual(before);
    await deliver(db, {});
    expect(await paths()).toEqual(before);
    expect(await intents()).toBe(0);
  });
});
