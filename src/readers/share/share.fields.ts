import { Article } from '../../editorial/article/article.type.js';
import { builder } from '../../graphql/builder.js';
import { SHARE_CHANNELS, type ShareChannel, type ShareCountDocument } from './share.document.js';
import { sharesOfArticle } from './share.loaders.js';

const ShareChannelType = builder.enumType('ShareChannel', {
  description: 'A channel through which readers share an article.',
  values: {
    EMAIL: { description: 'E-mail.' },
    FACEBOOK: { description: 'Facebook.' },
    X: { description: 'X (formerly Twitter).' },
    LINKEDIN: { description: 'LinkedIn.' },
    WHATSAPP: { description: 'WhatsApp.' },
    REDDIT: { description: 'Reddit.' },
    MASTODON: { description: 'Mastodon.' },
    BLUESKY: { description: 'Bluesky.' },
    TELEGRAM: { description: 'Telegram.' },
    PRINT: { description: 'The article was printed.' },
    LINK: { description: 'The link to the article was copied.' },
  } satisfies Record<ShareChannel, { description: string }>,
});

/** The number of shares in one channel. */
interface ChannelCount {
  readonly channel: ShareChannel;
  readonly count: number;
}

const ShareCount = builder.objectRef<ChannelCount>('ShareCount');

ShareCount.implement({
  description: 'Number of times an article was shared through one channel.',
  fields: (t) => ({
    channel: t.expose('channel', {
      type: ShareChannelType,
      description: 'The channel.',
    }),
    count: t.exposeInt('count', {
      description: 'Number of times the article was shared through this channel; at least 1.',
    }),
  }),
});

const ArticleShares = builder.objectRef<readonly ChannelCount[]>('ArticleShares');

ArticleShares.implement({
  description: 'Number of times an article was shared, in total and by channel.',
  fields: (t) => ({
    total: t.int({
      description: 'Number of times over all channels; 0 if the article was never shared.',
      resolve: (counts) => counts.reduce((sum, { count }) => sum + count, 0),
    }),
    byChannel: t.field({
      type: [ShareCount],
      description: 'Channels that were used at least once, the most used first.',
      resolve: (counts) => [...counts],
    }),
  }),
});

builder.objectField(Article, 'shares', (t) =>
  t.field({
    type: ArticleShares,
    description: 'Number of times the article was shared. Null only if reading it failed.',
    nullable: true,
    resolve: async (article, _args, context) =>
      channelCounts(await sharesOfArticle(context).load(article._id)),
  }),
);

function channelCounts(document: ShareCountDocument | null): readonly ChannelCount[] {
  const counts = SHARE_CHANNELS.flatMap((channel) => {
    const count = document?.channels[channel] ?? 0;
    return count > 0 ? [{ channel, count }] : [];
  });
  return counts.sort((a, b) => b.count - a.count);
}
