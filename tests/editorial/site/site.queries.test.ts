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
  it('has a name before anyone has said one', async () => {
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

  it('tells what the source said of the magazine, and how many articles can be read', async () => {
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
  ])('tells the language «%s» of a source as the tag %s', async (language, tag) => {
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

  it('is read once a request, however often it is asked for', async () => {
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
      'the first feed’s, whatever comes after',
      [
        { ...first, ...feed },
        { ...other, ...feed },
      ],
    ],
    ['an archive’s, whatever feed comes after', [first, { ...other, ...feed }]],
    ['that of a source of no address', [{ name: 'The Tide' }, { ...other, ...feed }]],
    [
      'that of a feed of no address',
      [
        { name: 'The Tide', ...feed },
        { ...other, ...feed },
      ],
    ],
    ['what the site calls itself', [{ ...other, name: 'Old', ...feed }, first]],
    [
      'what it calls itself by now',
      [
        { ...renamed, ...feed },
        { ...first, ...feed },
      ],
    ],
    ['what it calls itself in a feed', [renamed, { ...first, ...feed }]],
    ['of the first that gives one', [{ language: 'pt', ...feed }, first]],
  ])('is %s', async (_, sites) => {
    const { ask, stores } = await stage();
    for (const site of sites) {
      await describeSite(stores, site);
    }

    const { data } = await ask('{ site { name } }');

    expect(data.site.name).toBe('The Tide');
  });

  it('stays as it is with all that its site said, when another speaks', async () => {
    const { ask, stores } = await stage();
    for (const site of [first, other]) {
      await describeSite(stores, { ...site, ...feed });
    }

    const { data } = await ask('{ site { name description language } }');

    expect(data.site).toEqual({ name: 'The Tide', description: 'On water.', language: null });
  });

  it('is the demo’s only until a feed of the user’s own gives one', async () => {
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
