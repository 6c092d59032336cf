import { describe, expect, it } from 'vitest';
import { houseReading } from '../../src/database/reading.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { article } from '../support/entries.js';
import { stage } from '../support/stage.js';

const SITE = '{ site { name description url language articleCount } }';

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
    await new Publisher(stores, houseReading(new Date())).describeSite({ language });

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
