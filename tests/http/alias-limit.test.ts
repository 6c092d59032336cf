import { beforeAll, describe, expect, it } from 'vitest';
import { article } from '../support/entries.js';
import { type Stage, stage } from '../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({ articles: [article({ title: 'Tides' })] });
});

describe('aliases', () => {
  it('are served within the limits, each with its own arguments', async () => {
    const { data } = await built.ask(
      '{ one: articles(first: 1) { totalCount } none: articles(filter: { language: "cy" }) { totalCount } }',
    );

    expect(data).toEqual({ one: { totalCount: 1 }, none: { totalCount: 0 } });
  });

  it('are served up to fifty', async () => {
    const { errors } = await built.ask(manyAliases(50));

    expect(errors).toBeUndefined();
  });

  it('are refused beyond fifty', async () => {
    const { errors = [] } = await built.ask(manyAliases(51));

    expect(errors[0]).toMatchObject({
      message: 'Expected at most 50 aliases in a document, found more.',
      extensions: { code: 'TOO_MANY_ALIASES' },
    });
  });
});

function manyAliases(count: number): string {
  return `{ site { ${Array.from({ length: count }, (_, n) => `a${n}: name`).join(' ')} } }`;
}
