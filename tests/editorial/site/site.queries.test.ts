import { describe, expect, it } from 'vitest';
import type { SiteEntry } from '../../../src/publishing/entry.js';
import { Publisher } from '../../../src/publishing/publisher.js';
import type { Stores } from '../../../src/stores.js';
import { article } from '../../support/entries.js';
import { asWriter } from '../../support/publishing.js';
import { stage } from '../../support/stage.js';

const SITE = '{ site { name description url language articleCount } }';

const describeSite = (stores: Stores, site: SiteEntry) =>
  asWriter(stores, (writer) => new Publisher(stores, writer, new Date()).describeSite(site));

describe('site', () => {
  it('has a default name before any import', async () => {
    const { ask } = await stage();

    const { data } = await ask(SITE);

    expect(data.site).toEqual({
      name: 'Broadsheet',
      description: null,
      url: 'https://magazine.example',
      language: null,
      articleCount: 0,
    });
  });

  it('returns the description from the source and the number of published articles', async () => {
    const { ask, stores } = await stage({
      articles: [article({ title: 'Tides' }), article({ title: 'Draft', status: 'DRAFT' })],
    });
    await stores.site.describe({ name: 'The Tide', description: 'On water.', language: 'en' });

    const { data } = await ask(SITE);

    expect(data.site).toEqual({
      name: 'The Tide',
      description: 'On water.',
      url: 'https://magazine.example',
      language: 'en',
      articleCount: 1,
    });
  });

  it.each([
    ['en_US', 'en-US'],
    [' pt-br', 'pt-BR'],
    ['none at all', null],
  ])('returns the language "%s" of a source as the tag %s', async (language, tag) => {
    const { ask, stores } = await stage();
    await describeSite(stores, { language });

    const { data } = await ask(SITE);

    expect(data.site.language).toBe(tag);
  });

  it('costs one command, and one more for the number of articles', async () => {
    const { ask, log } = await stage();

    await ask('{ site { name } }');
    expect(log.commands).toEqual(['find settings']);
    await ask(SITE);
    expect(log.commands).toEqual(['find settings', 'aggregate articles']);
  });

  it('is read once per request, even if it is requested twice', async () => {
    const { ask, log } = await stage();

    await ask('{ one: site { name articleCount } two: site { url articleCount } }');

    expect(log.commands).toEqual(['find settings', 'aggregate articles']);
  });
});

describe('the name of the magazine', () => {
  const first = { name: 'The Tide', description: 'On water.', url: 'https://tide.example/' };
  const other = { name: 'The Ebb', language: 'en', url: 'https://ebb.example/' };
  const renamed = { name: 'Tide & Sons', url: 'https://www.tide.example/sport' };
  const feed = { isFeed: true };

  it.each([
    [
      'from the first feed, not from a later one',
      [
        { ...first, ...feed },
        { ...other, ...feed },
      ],
    ],
    ['from an export, not from a later feed', [first, { ...other, ...feed }]],
    ['from a source without a URL', [{ name: 'The Tide' }, { ...other, ...feed }]],
    [
      'from a feed without a URL',
      [
        { name: 'The Tide', ...feed },
        { ...other, ...feed },
      ],
    ],
    [
      'from an export, which replaces the name from a feed',
      [{ ...other, name: 'Old', ...feed }, first],
    ],
    [
      'from the latest feed of the same site',
      [
        { ...renamed, ...feed },
        { ...first, ...feed },
      ],
    ],
    [
      'from a feed of the same site, which replaces the name from its export',
      [renamed, { ...first, ...feed }],
    ],
    ['from the first source that has a name', [{ language: 'pt', ...feed }, first]],
  ])('comes %s', async (_, sites) => {
    const { ask, stores } = await stage();
    for (const site of sites) {
      await describeSite(stores, site);
    }

    const { data } = await ask('{ site { name } }');

    expect(data.site.name).toBe('The Tide');
  });

  it('does not change, like the other settings, when a feed of another site is imported', async () => {
    const { ask, stores } = await stage();
    for (const site of [first, other]) {
      await describeSite(stores, { ...site, ...feed });
    }

    const { data } = await ask('{ site { name description language } }');

    expect(data.site).toEqual({ name: 'The Tide', description: 'On water.', language: null });
  });

  it('is replaced by the first feed of the user’s own if it came from the demo', async () => {
    const { ask, stores } = await stage();
    await stores.site.markOrigin('DEMO');
    await stores.site.describe({ name: 'The demo' });
    await stores.site.markOrigin('OWN');
    for (const site of [first, other]) {
      await describeSite(stores, { ...site, ...feed });
    }

    const { data } = await ask('{ site { name } }');

    expect(data.site.name).toBe('The Tide');
  });
});
