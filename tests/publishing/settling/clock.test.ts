import { MongoClient } from 'mongodb';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { DURABLE_ON_ENGINE } from '../../../src/database/engine/embedded-engine.js';
import { systemContext } from '../../../src/database/read-context.js';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { Publisher } from '../../../src/publishing/publisher.js';
import { Clock } from '../../../src/publishing/settling/clock.js';
import { createStores } from '../../../src/stores.js';
import { contentOf, dump, restore } from '../../support/dump.js';
import { article, articles, author, category } from '../../support/entries.js';
import { type FragileLine, fragileLine } from '../../support/fragile-line.js';
import { asWriter, deliver, endedProcess } from '../../support/publishing.js';
import { type Stage, stage } from '../../support/stage.js';

const NOW = new Date('2024-06-01T12:00:00Z');
const MOMENT = new Date('2024-06-02T08:00:00Z');
const AFTER = new Date('2024-06-02T08:00:01Z');
const MUCH_LATER = new Date('2024-09-01T00:00:00Z');

/** Kill points: `npm run soak` kills after every command, the test suite after every fifth. */
const STEP = process.env.SOAK ? 1 : 5;

let page: Stage;
let line: FragileLine;
beforeAll(async () => {
  page = await stage({ now: NOW });
  line = await fragileLine(inject('mongodbUri'));
});
afterAll(() => line.close());
beforeEach(async () => {
  await restore(page.db, {});
  page.setNow(NOW);
});

/** An article about the sea, in words that no other article uses. */
const filed = (title: string, more: Partial<ArticleEntry> = {}) =>
  article({
    title,
    html: `<p>${title}.</p>`,
    topics: [category('Oceans')],
    authors: [author('Ada')],
    ...more,
  });
const ebb = filed('Ebb');
const flood = filed('Flood', { publishedAt: new Date('2024-05-02T08:00:00Z') });
const surge = filed('Surge', { status: 'SCHEDULED', publishedAt: MOMENT });

const bring = (...entries: readonly ArticleEntry[]) => deliver(page.db, { articles: entries }, NOW);

const clock = () => new Clock(createStores(page.db));

/**
 * Advances a clock, and kills it after the given number of commands; true if it finished before.
 */
async function advanceUntil(commands: number): Promise<boolean> {
  const options = { connectTimeoutMS: 2_000, serverSelectionTimeoutMS: 5_000 };
  const process = new MongoClient(line.uri, { ...options, writeConcern: DURABLE_ON_ENGINE });
  line.cutAfter(commands, () => void process.close());
  const stores = createStores(process.db(page.db.databaseName));
  const isWhole = await new Clock(stores, { process: await endedProcess() })
    .advance(systemContext(AFTER))
    .then(
      () => true,
      () => false,
    );
  await process.close();
  return isWhole;
}

/**
 * Advances a clock to a moment, and the readers' time with it; returns the number of settled
 * articles.
 */
async function advance(by: Clock, moment: Date): Promise<number> {
  page.setNow(moment);
  return by.advance(systemContext(moment));
}

async function relatedTo(slug: string): Promise<string[]> {
  const { data } = await page.ask(
    `{ article(by: { slug: "${slug}" }) { relatedPosts(first: 50) { nodes { slug } } } }`,
  );
  const nodes: { slug: string }[] = data.article?.relatedPosts.nodes ?? [];
  return nodes.map((node) => node.slug).toSorted();
}

describe('a scheduled article at its publication date', () => {
  it('has neighbours and is counted, even before a clock has ticked', async () => {
    await bring(ebb, flood, surge);
    page.setNow(MOMENT);

    const { data } = await page.ask(`{
      surge: article(by: { slug: "surge" }) {
        previous { slug } within: previous(within: TOPIC) { slug } next { slug }
      }
      flood: article(by: { slug: "flood" }) { next { slug } within: next(within: TOPIC) { slug } }
      articles { totalCount }
      topic(by: { slug: "oceans" }) { articleCount }
      author(by: { slug: "ada" }) { articleCount }
    }`);

    expect(data).toEqual({
      surge: { previous: { slug: 'flood' }, within: { slug: 'flood' }, next: null },
      flood: { next: { slug: 'surge' }, within: { slug: 'surge' } },
      articles: { totalCount: 3 },
      topic: { articleCount: 3 },
      author: { articleCount: 3 },
    });
  });

  it('has its own related posts, even before a clock has ticked', async () => {
    await bring(ebb, flood, surge);
    page.setNow(MOMENT);

    expect(await relatedTo('surge')).toEqual(['ebb', 'flood']);
  });

  it('is among the related posts of others after the clock has ticked', async () => {
    await bring(ebb, flood, surge);
    const ticking = clock();
    const early = await advance(ticking, new Date(MOMENT.getTime() - 1));
    const before = await relatedTo('ebb');

    const due = await advance(ticking, MOMENT);

    expect([early, before, due]).toEqual([0, ['flood'], 1]);
    expect([await relatedTo('ebb'), await relatedTo('flood')]).toEqual([
      ['flood', 'surge'],
      ['ebb', 'surge'],
    ]);
  });

  it('is related to an article with the same publication date', async () => {
    const swell = filed('Swell', { status: 'SCHEDULED', publishedAt: MOMENT });
    await bring(surge, swell);
    await advance(clock(), AFTER);

    expect([await relatedTo('surge'), await relatedTo('swell')]).toEqual([['swell'], ['surge']]);
  });
});

describe('Clock.advance', () => {
  it('counts the lists that an article enters', async () => {
    await bring(ebb, flood, surge);
    await advance(clock(), AFTER);

    const counts = await page.db.collection('listCounts').find().toArray();

    expect(counts.filter(({ isStale }) => isStale)).toEqual([]);
    expect(new Set(counts.map(({ count }) => count))).toEqual(new Set([3]));
    expect(counts[0]?.countedAsOf).toEqual(AFTER);
  });

  it('costs one command, which examines nothing, if nothing becomes public', async () => {
    await bring(ebb, flood, surge);
    const ticking = new Clock(page.stores);
    await ticking.advance(systemContext(new Date(NOW.getTime() + 1)));
    page.log.clear();
    const readContext = { ...systemContext(new Date(NOW.getTime() + 2)), commands: [] };

    await ticking.advance(readContext);

    expect(page.log.commands).toEqual(['find articles']);
    expect(readContext.commands).toMatchObject([{ returned: 0 }]);
  });

  it('settles articles that became public while no gateway ran, on its first call', async () => {
    await bring(ebb, flood, surge);

    expect(await advance(clock(), MUCH_LATER)).toBe(1);
    expect(await relatedTo('ebb')).toEqual(['flood', 'surge']);
  });

  it('settles articles that became public while no gateway ran, after many calls', async () => {
    await bring(ebb, flood, surge, filed('Swell', { publishedAt: MUCH_LATER }));
    await advance(clock(), AFTER);
    await advance(clock(), new Date(AFTER.getTime() + 1));

    expect(await advance(clock(), MUCH_LATER)).toBe(1);
    expect(await relatedTo('ebb')).toEqual(['flood', 'surge', 'swell']);
  });

  it('starts at the current moment on an empty database', async () => {
    const ticking = clock();
    await advance(ticking, NOW);
    await bring(ebb, surge);

    expect(await advance(ticking, AFTER)).toBe(1);
    expect(await relatedTo('ebb')).toEqual(['surge']);
  });

  it('settles nothing twice, whichever clock runs', async () => {
    await bring(ebb, flood, surge);
    const [one, other] = [clock(), clock()];
    await advance(one, NOW);
    await advance(other, NOW);

    const found = [await advance(one, AFTER), await advance(other, AFTER)];

    expect([...found, await advance(one, MUCH_LATER)]).toEqual([1, 0, 0]);
  });

  it('gives the same result with several concurrent clocks', async () => {
    await bring(ebb, flood, surge, ...articles(20, (n) => filed(`Text ${n}`)));
    await advance(clock(), AFTER);
    const alone = await contentOf(page.db);
    await restore(page.db, {});
    await bring(ebb, flood, surge, ...articles(20, (n) => filed(`Text ${n}`)));

    await Promise.all([clock(), clock(), clock()].map((each) => advance(each, AFTER)));

    expect(await contentOf(page.db)).toEqual(alone);
  });

  it('gives the same result if it is killed after any of its commands', async () => {
    await bring(ebb, flood, surge);
    const start = await dump(page.db);
    await advance(clock(), AFTER);
    const alone = await contentOf(page.db);
    for (let commands = 1; ; commands += STEP) {
      await restore(page.db, start);
      if (await advanceUntil(commands)) break;
      await advance(clock(), AFTER);
      expect(await contentOf(page.db), `killed after ${commands} commands`).toEqual(alone);
    }
    expect(line.carriedOut).toBeGreaterThan(10);
  });

  it('never moves back, and misses nothing when the time does', async () => {
    await bring(ebb, flood, surge);
    const ticking = clock();
    await advance(ticking, AFTER);
    await advance(ticking, NOW);
    await createStores(page.db).site.advanceClock(NOW);

    const settings = await page.db.collection('settings').findOne();

    expect([settings?.settledUpTo, await advance(ticking, MUCH_LATER)]).toEqual([AFTER, 0]);
  });

  it('settles a new article during a large import, and leaves the import’s articles to it', async () => {
    const others = articles(230, (n) => ({
      title: `Text ${n}`,
      html: `<p>Word${n}.</p>`,
      topics: [category(`Section ${n % 7}`)],
    }));
    await bring(ebb, flood, surge, ...others);
    await page.stores.features.markChanged();
    await page.db.collection('listCounts').updateMany({}, { $set: { isStale: true } });

    await advance(clock(), AFTER);

    expect([await relatedTo('ebb'), await relatedTo('surge')]).toEqual([
      ['flood', 'surge'],
      ['ebb', 'flood'],
    ]);
    const waiting = await page.db.collection('features').countDocuments({ staleness: 'CHANGED' });
    expect(waiting).toBeGreaterThanOrEqual(200);
    const surging = await page.db.collection('articles').findOne({ slugs: 'surge' });
    const counts = page.db.collection('listCounts');
    expect(await counts.countDocuments({ _id: { $in: surging?.lists }, isStale: true })).toBe(0);
    expect(await counts.countDocuments({ isStale: true })).toBeGreaterThan(0);
  });

  it('settles more articles than fit into one batch', async () => {
    const many = articles(205, (n) => ({
      title: `Text ${n}`,
      html: '',
      publishedAt: new Date(MOMENT.getTime() + Math.floor(n / 3)),
    }));
    await bring(...many);

    expect(await advance(clock(), AFTER)).toBe(205);
  });
});

describe('an import that runs when an article becomes public', () => {
  it('settles the article itself, and the clocks of gateways do not', async () => {
    await bring(ebb, flood, surge);
    const ticking = clock();
    await asWriter(page.stores, async (writer) => {
      const busy = await advance(ticking, AFTER);
      const related = await relatedTo('ebb');
      const own = await advance(new Clock(page.stores, writer), AFTER);
      expect([busy, related, own, await relatedTo('ebb')]).toEqual([
        ...[0, ['flood']],
        ...[1, ['flood', 'surge']],
      ]);
    });
    expect(await advance(ticking, MUCH_LATER)).toBe(0);
  });
});

describe('an import that ends after an article becomes public', () => {
  it('relates it to others, although the clock has already passed that moment', async () => {
    const soon = new Date(NOW.getTime() + 300);
    const stores = createStores(page.db);
    await asWriter(stores, async (writer) => {
      const publisher = new Publisher(stores, writer, NOW);
      await publisher.publish([ebb, flood]);
      await advance(new Clock(stores, writer), soon);
      await publisher.publish([{ ...surge, publishedAt: soon }]);
      await new Promise((resolve) => setTimeout(resolve, 350));
      await publisher.finish();
    });

    page.setNow(soon);
    expect(await relatedTo('ebb')).toEqual(['flood', 'surge']);
  });
});
