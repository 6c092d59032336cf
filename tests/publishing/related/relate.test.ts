import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../../../src/database/read-context.js';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { relateWaiting } from '../../../src/publishing/related/relate.js';
import type { Stores } from '../../../src/stores.js';
import { contentOf, restore } from '../../support/dump.js';
import { article, category, tag } from '../../support/entries.js';
import { deliver, deliverBy } from '../../support/publishing.js';
import { type Stage, stage } from '../../support/stage.js';

const NOW = new Date('2024-06-01T12:00:00Z');

let page: Stage;
beforeAll(async () => {
  page = await stage({ now: NOW });
});
beforeEach(() => restore(page.db, {}));

const bring = (...articles: readonly ArticleEntry[]) => deliver(page.db, { articles }, NOW);

interface Edge {
  readonly node: { readonly slug: string };
  readonly score: number;
  readonly sharedTopics: readonly { readonly slug: string }[];
  readonly sharedTerms: readonly string[];
}

async function relatedTo(slug: string): Promise<readonly Edge[]> {
  const { data } = await page.ask(
    `query ($slug: String!) { article(by: { slug: $slug }) { relatedPosts(first: 50) {
      edges { node { slug } score sharedTopics { slug } sharedTerms }
    } } }`,
    { slug },
  );
  return data.article.relatedPosts.edges;
}

async function relatedById(db: Db): Promise<Map<string, unknown>> {
  const cards = await db.collection<{ _id: string }>('articles').find().toArray();
  return new Map(cards.map((card) => [card._id, 'related' in card ? card.related : undefined]));
}

const slugsRelatedTo = async (slug: string) => (await relatedTo(slug)).map(({ node }) => node.slug);

/** An article whose words occur in no other text. */
const plain = (title: string, more: Partial<ArticleEntry> = {}) =>
  article({ title, html: `<p>${title}.</p>`, ...more });

const oceans = { topics: [category('Oceans')] };

describe('related posts', () => {
  it('never include the article itself or duplicates', async () => {
    const html = '<p>The tide gauge at the harbour measured every tide.</p>';
    const topics = [category('Oceans'), tag('Tide gauges')];
    const all = Array.from({ length: 30 }, (_, n) =>
      article({ title: `Tide ${n}`, html, topics, identity: `test:${n}` }),
    );
    await bring(...all);
    const slugs = await slugsRelatedTo('tide-7');
    expect([slugs.includes('tide-7'), new Set(slugs).size === slugs.length]).toEqual([false, true]);
    expect(slugs.length).toBeGreaterThanOrEqual(4);
  });

  it('include no unpublished articles', async () => {
    await bring(
      plain('Ebb', oceans),
      plain('Flood', { ...oceans, status: 'DRAFT' }),
      plain('Surge', { ...oceans, isProtected: true }),
      plain('Swell', { ...oceans, status: 'ARCHIVED' }),
      plain('Neap', { ...oceans, publishedAt: new Date('2024-06-02T00:00:00Z') }),
      plain('Slack', oceans),
    );
    expect(await slugsRelatedTo('ebb')).toEqual(['slack']);
  });

  it('lose a withdrawn article, and include it again when it is published again', async () => {
    await bring(plain('Ebb', oceans), plain('Flood', oceans));
    await bring(plain('Flood', { ...oceans, status: 'DRAFT' }));
    const without = await slugsRelatedTo('ebb');
    await bring(plain('Flood', oceans));
    expect([without, await slugsRelatedTo('ebb')]).toEqual([[], ['flood']]);
  });

  it('have the language of the article', async () => {
    await bring(
      plain('Ebb', oceans),
      plain('Ebbe', { ...oceans, language: 'de' }),
      plain('Flood', { ...oceans, language: 'en-GB' }),
    );
    expect(await slugsRelatedTo('ebb')).toEqual(['flood']);
  });

  it('list the shared topics and terms', async () => {
    const about = (title: string) =>
      article({
        title,
        html: '<p>Lanterns glowed. The keeper trimmed the lanterns, and lanterns answered.</p>',
        ...oceans,
      });
    await bring(about('Ebb'), about('Flood'));
    const [edge] = await relatedTo('ebb');
    expect(edge).toMatchObject({
      node: { slug: 'flood' },
      sharedTopics: [{ slug: 'oceans' }],
      sharedTerms: expect.arrayContaining(['lanterns']),
    });
  });

  it('need only a shared term or a shared topic', async () => {
    await bring(
      article({ title: 'Ebb', html: '<p>Lanterns, lanterns.</p>', ...oceans }),
      article({ title: 'Flood', html: '<p>Lanterns, lanterns.</p>' }),
      article({ title: 'Slack', html: '<p>Barometers.</p>', ...oceans }),
    );
    expect((await slugsRelatedTo('ebb')).toSorted()).toEqual(['flood', 'slack']);
  });

  it('rank a rare shared topic above a common one', async () => {
    const common = Array.from({ length: 12 }, (_, n) =>
      plain(`Common${n}`, { topics: [tag('News')] }),
    );
    await bring(
      ...common,
      plain('Ebb', { topics: [tag('News'), tag('Tide gauges')] }),
      plain('Flood', { topics: [tag('Tide gauges'), tag('Harbours')] }),
      plain('Slack', { topics: [tag('News'), tag('Barometers')] }),
    );
    const slugs = await slugsRelatedTo('ebb');
    expect([slugs[0], slugs.includes('slack')]).toEqual(['flood', true]);
  });

  it('rank articles nearer in time first if all else is equal', async () => {
    const on = (title: string, day: string) =>
      plain(title, { ...oceans, publishedAt: new Date(`${day}T08:00:00Z`) });
    await bring(on('Old', '2020-01-01'), on('Near', '2024-04-30'), on('Ebb', '2024-05-01'));
    expect(await slugsRelatedTo('ebb')).toEqual(['near', 'old']);
  });

  it('are sorted by score, which is between 0 and 1', async () => {
    const all = Array.from({ length: 25 }, (_, n) =>
      plain(`Text${n}`, { topics: [tag(`A${n % 3}`), tag(`B${n % 4}`), tag('All')] }),
    );
    await bring(...all);
    const scores = (await relatedTo('text0')).map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    expect(scores.every((score) => score > 0 && score <= 1)).toBe(true);
  });

  it('are the same for every import of the same articles', async () => {
    const all = Array.from({ length: 40 }, (_, n) =>
      plain(`Text${n}`, { topics: [tag(`A${n % 3}`), tag(`B${n % 4}`)] }),
    );
    await bring(...all);
    const once = await contentOf(page.db);
    await restore(page.db, {});
    await bring(...all);
    expect((await contentOf(page.db)).articles).toEqual(once.articles);
  });

  it('are the same whether candidates are looked up by index or read at once', async () => {
    const words = ['lantern', 'gauge', 'harbour', 'winch', 'beacon', 'mole', 'quay', 'buoy'];
    const all = Array.from({ length: 90 }, (_, n) =>
      plain(`Text${n}`, {
        html: `<p>${words.filter((_word, bit) => (n >> bit) % 2).join(' ')}, text${n}.</p>`,
        topics: [tag(`A${n % 3}`), tag(`B${n % 7}`), ...(n % 2 ? [tag('All')] : [])],
      }),
    );
    await bring(...all);
    const together = await relatedById(page.db);
    const { features } = page.stores;
    const ids = [...together.keys()];
    for (let start = 0; start < ids.length; start += 9) {
      await features.markChanged(ids.slice(start, start + 9));
      await relateWaiting(page.stores, systemContext(NOW));
    }
    expect(await relatedById(page.db)).toEqual(together);
    for (const related of together.values()) expect(related).toHaveLength(20);
  });

  it('of many drafts need few commands, and are the same as for a few drafts', async () => {
    const drafts = Array.from({ length: 60 }, (_, n) =>
      plain(`Draft${n}`, {
        ...{ topics: [tag(`A${n % 3}`)], status: n % 2 === 0 ? 'DRAFT' : 'SCHEDULED' },
        ...(n % 2 === 0 ? {} : { publishedAt: new Date('2031-01-01') }),
      }),
    );
    await bring(plain('Shown', { topics: [tag('A1')] }), ...drafts);
    const together = await relatedById(page.db);
    const { features } = page.stores;
    const ids = [...together.keys()];

    await features.markChanged(ids);
    page.log.clear();
    await relateWaiting(page.stores, systemContext(NOW));
    expect(page.log.commands.length).toBeLessThan(15);
    expect(await relatedById(page.db)).toEqual(together);

    await features.markChanged(ids.slice(0, 9));
    await relateWaiting(page.stores, systemContext(NOW));
    expect(await relatedById(page.db)).toEqual(together);
    const found = [...together.values()].filter((each) => Array.isArray(each) && each.length === 1);
    // Drafts have no features; of the scheduled articles, ten have the topic of the published one.
    expect(found).toHaveLength(10);
  });

  it('list articles that an editor chose first, in the editor’s order', async () => {
    const chosen = [{ identity: 'test:Bread' }, { identity: 'test:Slack' }];
    await bring(
      plain('Ebb', { ...oceans, relatedPosts: chosen }),
      plain('Flood', oceans),
      plain('Slack', oceans),
      plain('Bread'),
    );
    expect(await slugsRelatedTo('ebb')).toEqual(['bread', 'slack', 'flood']);
  });

  it('with scores in the entry are kept until a related article changes', async () => {
    const found = { identity: 'test:Bread', score: 0.5, sharedTerms: ['crust'] };
    await bring(plain('Ebb', { ...oceans, relatedPosts: [found] }), plain('Bread'));
    const brought = await relatedTo('ebb');
    await bring(plain('Flood', oceans), plain('Slack', oceans));
    await bring(plain('Ebb', { ...oceans, standfirst: 'Changed.' }));
    expect(brought).toMatchObject([
      { node: { slug: 'bread' }, score: 0.5, sharedTerms: ['crust'] },
    ]);
    expect((await slugsRelatedTo('ebb')).toSorted()).toEqual(['flood', 'slack']);
  });

  it('of older articles include a new article', async () => {
    await bring(plain('Ebb', oceans), plain('Flood', oceans));
    await bring(plain('Surge', oceans));
    expect([await slugsRelatedTo('ebb'), await slugsRelatedTo('surge')]).toMatchObject([
      expect.arrayContaining(['surge', 'flood']),
      expect.arrayContaining(['ebb', 'flood']),
    ]);
  });

  it('are empty if no key is shared', async () => {
    await bring(plain('Ebb', oceans), plain('Bread', { topics: [category('Food')] }));
    expect(await relatedTo('ebb')).toEqual([]);
  });
});

/** A signal between concurrent operations: `come` resolves when `happen` is called. */
function moment(): { readonly come: Promise<void>; happen(): void } {
  let happen = () => {};
  const come = new Promise<void>((resolve) => {
    happen = resolve;
  });
  return { come, happen };
}

describe('an article that is written while the clock of the same import relates it', () => {
  it('has related posts in the end', async () => {
    const html = '<p>Spring tides and neap tides at the harbour wall.</p>';
    const { stores } = page;
    await deliver(page.db, { articles: [article({ title: 'Tides', html })] });
    const [related, ofVersion, settled] = [moment(), moment(), moment()];
    const here: Stores = {
      ...stores,
      article: {
        ...stores.article,
        insertAll: async (cards) => {
          await related.come;
          return stores.article.insertAll(cards);
        },
      },
      features: {
        ...stores.features,
        markChanged: async (ids) => {
          await stores.features.markChanged(ids);
          ofVersion.happen();
          await settled.come;
        },
      },
    };
    const there: Stores = {
      ...stores,
      features: {
        ...stores.features,
        settle: async (features, begun) => {
          related.happen();
          await ofVersion.come;
          const isSettled = await stores.features.settle(features, begun);
          settled.happen();
          return isSettled;
        },
      },
    };
    const publishing = deliverBy(here, { articles: [article({ title: 'Neaps', html })] });
    const isWaiting = () => stores.features.countStale(9);
    while ((await isWaiting()) < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([relateWaiting(there, systemContext(NOW)), publishing]);
    const cards = await page.db.collection('articles').find().toArray();
    expect(cards.map((card) => card.related.length)).toEqual([1, 1]);
  });
});
