import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import type { PublishedArticle } from './article.document.js';
import type { ArticleOrder } from './article.list-request.js';
import { EVERYTHING, listKey } from './article.lists.js';
import { articleStretch } from './article.loaders.js';
import { placeOf } from './article.page.js';
import { Article } from './article.type.js';

const NeighbourScope = builder.enumType('NeighbourScope', {
  description: 'Among which articles the next one is looked for.',
  values: {
    ALL: { description: 'All articles.' },
    TOPIC: { description: 'Those of the primary topic, the topics below it included.' },
  },
});

type Scope = typeof NeighbourScope.$inferType;

const neighbourArgs = builder.args((t) => ({
  within: t.field({ type: NeighbourScope, defaultValue: 'ALL', description: 'Where to look.' }),
}));

builder.objectFields(Article, (t) => ({
  previous: t.field({
    type: Article,
    description: 'The article published just before this one; null for the first of all.',
    nullable: true,
    args: neighbourArgs,
    resolve: (article, { within }, context) =>
      neighbour(article, 'NEWEST_FIRST', within ?? 'ALL', context),
  }),
  next: t.field({
    type: Article,
    description: 'The article published just after this one; null for the latest.',
    nullable: true,
    args: neighbourArgs,
    resolve: (article, { within }, context) =>
      neighbour(article, 'OLDEST_FIRST', within ?? 'ALL', context),
  }),
}));

/** The first article behind this one in an order: one more stretch in the request's one command. */
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
