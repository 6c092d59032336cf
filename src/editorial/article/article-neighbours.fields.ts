import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import type { PublishedArticle } from './article.document.js';
import type { ArticleOrder } from './article.list-request.js';
import { EVERYTHING, listKey } from './article.lists.js';
import { articleStretch } from './article.loaders.js';
import { placeOf } from './article.page.js';
import { Article } from './article.type.js';

const NeighbourScope = builder.enumType('NeighbourScope', {
  description: 'The articles among which `previous` and `next` search.',
  values: {
    ALL: { description: 'All published articles.' },
    TOPIC: { description: 'Articles of this article’s primary topic and of its descendants.' },
  },
});

type Scope = typeof NeighbourScope.$inferType;

const neighbourArgs = builder.args((t) => ({
  within: t.field({
    type: NeighbourScope,
    defaultValue: 'ALL',
    description: 'The articles to search.',
  }),
}));

builder.objectFields(Article, (t) => ({
  previous: t.field({
    type: Article,
    description:
      'The article published directly before this one. Null for the oldest article, with `within: TOPIC` for an article without topics, and if reading it failed.',
    nullable: true,
    args: neighbourArgs,
    resolve: (article, { within }, context) =>
      neighbour(article, 'NEWEST_FIRST', within ?? 'ALL', context),
  }),
  next: t.field({
    type: Article,
    description:
      'The article published directly after this one. Null for the newest article, with `within: TOPIC` for an article without topics, and if reading it failed.',
    nullable: true,
    args: neighbourArgs,
    resolve: (article, { within }, context) =>
      neighbour(article, 'OLDEST_FIRST', within ?? 'ALL', context),
  }),
}));

/**
 * The first article after this one in an order. It is read by the same loader as pages, so it adds
 * no command to a request.
 */
async function neighbour(
  article: PublishedArticle,
  order: ArticleOrder,
  scope: Scope,
  context: Context,
): Promise<PublishedArticle | null> {
  const [topicId] = article.topicIds;
  if (scope === 'TOPIC' && topicId === undefined) return null;
  const isWithinTopic = scope === 'TOPIC' && topicId !== undefined;
  const key = isWithinTopic ? listKey({ kind: 'TOPIC', topicId }) : EVERYTHING;
  const [found] = await articleStretch(context).load({
    keys: [key],
    order,
    start: { position: placeOf(article), isInclusive: false },
    limit: 1,
  });
  return found ?? null;
}
