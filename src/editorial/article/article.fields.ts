import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { pageComplexity } from '../../graphql/paging.js';
import { Author } from '../author/author.type.js';
import { Topic } from '../topic/topic.type.js';
import { type ListName, listKey } from './article.lists.js';
import { selectionPage } from './article.page.js';
import { ArticleConnection } from './article.type.js';
import { keptListCount } from './article-count.loaders.js';
import { ArticleOrderType } from './article-order.type.js';

const ORDERS = 'Orders: NEWEST_FIRST (the default) and OLDEST_FIRST.';

builder.objectFields(Topic, (t) => ({
  articles: t.field({
    type: ArticleConnection,
    description: `Articles filed under it or under a topic below it. ${ORDERS}`,
    args: {
      ...pageArgs,
      includeSubtopics: t.arg.boolean({
        defaultValue: true,
        description: 'If false, only articles filed under the topic itself.',
      }),
      orderBy: t.arg({
        type: ArticleOrderType,
        defaultValue: 'NEWEST_FIRST',
        description: 'The order.',
      }),
    },
    complexity: pageComplexity,
    resolve: (topic, { includeSubtopics, orderBy, ...page }, context) => {
      const kind = includeSubtopics === false ? 'TOPIC_ITSELF' : 'TOPIC';
      const keys = [listKey({ kind, topicId: topic._id })];
      return selectionPage(page, { keys }, orderBy ?? 'NEWEST_FIRST', context);
    },
  }),
  articleCount: t.int({
    description:
      'How many articles can be read under it or under a topic below it; while an import runs, as of the import before.',
    resolve: (topic, _args, context) => keptCount({ kind: 'TOPIC', topicId: topic._id }, context),
  }),
}));

builder.objectFields(Author, (t) => ({
  articles: t.field({
    type: ArticleConnection,
    description: `Articles that the author wrote, alone or with others. ${ORDERS}`,
    args: {
      ...pageArgs,
      orderBy: t.arg({
        type: ArticleOrderType,
        defaultValue: 'NEWEST_FIRST',
        description: 'The order.',
      }),
    },
    complexity: pageComplexity,
    resolve: (author, { orderBy, ...page }, context) => {
      const keys = [listKey({ kind: 'AUTHOR', authorId: author._id })];
      return selectionPage(page, { keys }, orderBy ?? 'NEWEST_FIRST', context);
    },
  }),
  articleCount: t.int({
    description:
      'How many articles of the author can be read; while an import runs, as of the import before.',
    resolve: (author, _args, context) =>
      keptCount({ kind: 'AUTHOR', authorId: author._id }, context),
  }),
}));

function keptCount(list: ListName, context: Context): Promise<number> {
  return keptListCount(context).load(listKey(list));
}
