import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import { pageComplexity } from '../../graphql/paging.js';
import { Author } from '../author/author.type.js';
import { Topic } from '../topic/topic.type.js';
import { type ListName, listKey } from './article.lists.js';
import { selectionPage } from './article.page.js';
import { ArticleConnection } from './article.type.js';
import { keptListCount } from './article-count.loaders.js';
import { articlePageArgs } from './article-order.type.js';

const ORDERS = 'Orders: NEWEST_FIRST (the default) and OLDEST_FIRST.';

builder.objectFields(Topic, (t) => ({
  articles: t.field({
    type: ArticleConnection,
    description: `Published articles of this topic and of its descendants, by publication time. ${ORDERS}`,
    args: {
      ...articlePageArgs,
      includeSubtopics: t.arg.boolean({
        defaultValue: true,
        description:
          'If false, only articles assigned to the topic itself, without those of its descendants.',
      }),
    },
    complexity: pageComplexity,
    resolve: (topic, { includeSubtopics, ...page }, context) => {
      const kind = includeSubtopics === false ? 'TOPIC_ITSELF' : 'TOPIC';
      const keys = [listKey({ kind, topicId: topic._id })];
      return selectionPage(page, { keys }, context);
    },
  }),
  articleCount: t.int({
    description:
      'Number of published articles of this topic and of its descendants. Changes of a running import are counted when it ends.',
    resolve: (topic, _args, context) => keptCount({ kind: 'TOPIC', topicId: topic._id }, context),
  }),
}));

builder.objectFields(Author, (t) => ({
  articles: t.field({
    type: ArticleConnection,
    description: `Published articles by this author, alone or with co-authors, by publication time. ${ORDERS}`,
    args: articlePageArgs,
    complexity: pageComplexity,
    resolve: (author, page, context) => {
      const keys = [listKey({ kind: 'AUTHOR', authorId: author._id })];
      return selectionPage(page, { keys }, context);
    },
  }),
  articleCount: t.int({
    description:
      'Number of published articles by this author. Changes of a running import are counted when it ends.',
    resolve: (author, _args, context) =>
      keptCount({ kind: 'AUTHOR', authorId: author._id }, context),
  }),
}));

function keptCount(list: ListName, context: Context): Promise<number> {
  return keptListCount(context).load(listKey(list));
}
