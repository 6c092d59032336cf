import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemContext } from '../../../src/database/read-context.js';
import { DryRun } from '../../../src/publishing/dry-run.js';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { createStores } from '../../../src/stores.js';
import { articlesOfItems } from '../../importing/feeds.js';
import { contentOf, restore } from '../../support/dump.js';
import { article } from '../../support/entries.js';
import { deliver, kinds, publishingDatabase } from '../../support/publishing.js';

let db: Db;
beforeAll(async () => {
  db = await publishingDatabase();
});
beforeEach(() => restore(db, {}));

const item = (title: string, path: string, guid: string) =>
  `<item><title>${title}</title><link>https://one.example/${path}</link><guid>${guid}</guid><description>${title} in a few plain words.</description><pubDate>Wed, 01 May 2024 08:00:00 GMT</pubDate></item>`;
const tides = item('Tides', 'tides', 'post');
const fog = item('Fog', 'fog', 'post');

/** The outcomes that a dry run reports. */
async function rehearsed(articles: readonly ArticleEntry[]): Promise<string[]> {
  const { findCards } = createStores(db).article;
  return kinds(await new DryRun(findCards, systemContext(new Date())).publish(articles));
}

describe('a feed whose items get a shared id after the first import', () => {
  it('keeps each stored article and creates the new one', async () => {
    await deliver(db, { articles: await articlesOfItems(tides) });
    const [before] = (await contentOf(db)).articles ?? [];
    const articles = await articlesOfItems(fog, tides);
    expect(await rehearsed(articles)).toEqual(['CREATED', 'UNCHANGED']);
    expect(kinds(await deliver(db, { articles }))).toEqual(['CREATED', 'UNCHANGED']);
    const cards = (await contentOf(db)).articles ?? [];
    expect(cards.map(({ title }) => title).sort()).toEqual(['Fog', 'Tides']);
    expect(cards.find(({ _id }) => _id === before?._id)?.title).toBe('Tides');
    expect(kinds(await deliver(db, { articles }))).toEqual(['UNCHANGED', 'UNCHANGED']);
  });

  it('keeps all articles when the ids become unique again', async () => {
    await deliver(db, { articles: await articlesOfItems(fog, tides) });
    const ids = (await contentOf(db)).articles?.map(({ _id }) => _id);
    for (const only of [tides, fog]) await deliver(db, { articles: await articlesOfItems(only) });
    expect((await contentOf(db)).articles?.map(({ _id }) => _id)).toEqual(ids);
  });
});

describe('a feed whose items have no id and share one link', () => {
  const linked = (title: string) => item(title, '', '').replace('<guid></guid>', '');

  it('never overwrites one article with another', async () => {
    await deliver(db, { articles: await articlesOfItems(linked('Tides')) });
    const articles = await articlesOfItems(linked('Fog'), linked('Tides'));
    expect(kinds(await deliver(db, { articles }))).toEqual(['CREATED', 'UNCHANGED']);
    expect(kinds(await deliver(db, { articles }))).toEqual(['UNCHANGED', 'UNCHANGED']);
    const cards = (await contentOf(db)).articles ?? [];
    expect(cards.map(({ title }) => title).sort()).toEqual(['Fog', 'Tides']);
  });
});

describe('an entry with a former identity', () => {
  const known = article({
    title: 'Ebb',
    identity: 'test:old',
    source: { url: 'https://a.example/ebb' },
  });
  const asked = { ...known, identity: 'test:new', formerIdentity: 'test:old' };

  it('belongs to the stored article with the same source URL and title', async () => {
    await deliver(db, { articles: [known] });
    expect(kinds(await deliver(db, { articles: [asked] }))).toEqual(['UNCHANGED']);
  });

  it.each([
    ['another address', { ...asked, source: { url: 'https://a.example/flood' } }],
    ['another title', { ...asked, title: 'Flood' }],
  ])('creates a new article if it has %s', async (_, entry) => {
    await deliver(db, { articles: [known] });
    expect(kinds(await deliver(db, { articles: [entry] }))).toEqual(['CREATED']);
  });

  it('belongs to the article of its own identity if both are stored', async () => {
    await deliver(db, { articles: [known, { ...known, identity: 'test:new', slug: 'ebb-2' }] });
    const changed = { ...asked, slug: 'ebb-2', standfirst: 'It falls.' };
    expect(kinds(await deliver(db, { articles: [changed] }))).toEqual(['UPDATED']);
    const cards = (await contentOf(db)).articles ?? [];
    expect(cards.filter(({ standfirst }) => standfirst === 'It falls.')).toHaveLength(1);
    expect(kinds(await deliver(db, { articles: [known] }))).toEqual(['UNCHANGED']);
  });
});
