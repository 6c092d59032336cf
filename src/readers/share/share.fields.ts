import { Article } from '../../editorial/article/article.type.js';
import { builder } from '../../graphql/builder.js';
import { SHARE_CHANNELS, type ShareChannel, type ShareCountDocument } from './share.document.js';
import { sharesOfArticle } from './share.loaders.js';

const ShareChannelType = builder.enumType('ShareChannel', {
  description: 'A way to pass an article on.',
  values: {
    EMAIL: { description: 'By e-mail.' },
    FACEBOOK: { description: 'On Facebook.' },
    X: { description: 'On X, once Twitter.' },
    LINKEDIN: { description: 'On LinkedIn.' },
    WHATSAPP: { description: 'By WhatsApp.' },
    REDDIT: { description: 'On Reddit.' },
    MASTODON: { description: 'On Mastodon.' },
    BLUESKY: { description: 'On Bluesky.' },
    TELEGRAM: { description: 'By Telegram.' },
    PRINT: { description: 'On paper.' },
    LINK: { description: 'By a copied link.' },
  } satisfies Record<ShareChannel, { description: string }>,
});

/** One channel's number. */
interface ChannelCount {
  readonly channel: ShareChannel;
  readonly count: number;
}

const ShareCount = builder.objectRef<ChannelCount>('ShareCount');

ShareCount.implement({
  description: 'How often an article was passed on in one way.',
  fields: (t) => ({
    channel: t.expose('channel', {
      type: ShareChannelType,
      description: 'The way.',
    }),
    count: t.exposeInt('count', { description: 'How often.' }),
  }),
});

const ArticleShares = builder.objectRef<readonly ChannelCount[]>('ArticleShares');

ArticleShares.implement({
  description: 'How often an article was passed on.',
  fields: (t) => ({
    total: t.int({
      description: 'In all ways together.',
      resolve: (counts) => counts.reduce((sum, { count }) => sum + count, 0),
    }),
    byChannel: t.field({
      type: [ShareCount],
      description: 'Each way that was used, the most used first.',
      resolve: (counts) => [...counts],
    }),
  }),
});

builder.objectField(Article, 'shares', (t) =>
  t.field({
    type: ArticleShares,
    description: 'How often it was passed on.',
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
