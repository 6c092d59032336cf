import { beforeAll, describe, expect, it } from 'vitest';
import { SHARE_CHANNELS } from '../../../src/readers/share/share.document.js';
import { article } from '../../support/entries.js';
import { type Stage, stage } from '../../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage({
    articles: [
      article({ title: 'Tides', shares: { EMAIL: 12, X: 30, PRINT: 0 } }),
      article({
        title: 'Everywhere',
        shares: Object.fromEntries(SHARE_CHANNELS.map((channel) => [channel, 1])),
      }),
      article({ title: 'Quiet' }),
    ],
  });
});

describe('ArticleShares.total', () => {
  it('is the sum of all channels', async () => {
    expect(await sharesOf('tides', 'total')).toEqual({ total: 42 });
  });

  it('is 0 for an article that was never shared', async () => {
    expect(await sharesOf('quiet', 'total')).toEqual({ total: 0 });
  });
});

describe('ArticleShares.byChannel', () => {
  it('lists each channel that was used, the most used first', async () => {
    expect(await sharesOf('tides', 'byChannel { channel count }')).toEqual({
      byChannel: [
        { channel: 'X', count: 30 },
        { channel: 'EMAIL', count: 12 },
      ],
    });
  });

  it('is empty for an article that was never shared', async () => {
    expect(await sharesOf('quiet', 'byChannel { channel }')).toEqual({ byChannel: [] });
  });

  it('supports every channel', async () => {
    const { byChannel } = await sharesOf('everywhere', 'byChannel { channel }');

    expect(byChannel.map(({ channel }: { channel: string }) => channel)).toEqual([
      ...SHARE_CHANNELS,
    ]);
  });
});

async function sharesOf(slug: string, selection: string) {
  const { data, errors } = await built.ask(
    `query ($slug: String!) { article(by: { slug: $slug }) { shares { ${selection} } } }`,
    { slug },
  );
  expect(errors).toBeUndefined();
  return data.article.shares;
}
