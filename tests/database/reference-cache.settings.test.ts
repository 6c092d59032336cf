import { describe, expect, it } from 'vitest';
import { article, author } from '../support/entries.js';
import { stage } from '../support/stage.js';

describe('BROADSHEET_REFERENCE_CACHE_SIZE', () => {
  it.each([
    ['1', ['find articles', 'find authors']],
    ['2', ['find articles']],
  ])('keeps %s authors across requests', async (size, commands) => {
    const { ask, log } = await stage({
      articles: [article({ title: 'Tides', authors: [author('Ada'), author('Bo')] })],
      env: { BROADSHEET_REFERENCE_CACHE_SIZE: size },
    });
    const query = '{ articles { nodes { authors { name } } } }';
    await ask(query);
    await ask(query);

    expect(log.commands).toEqual(commands);
  });
});
