import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import { connectionType, pageArgs } from '../../graphql/connection.js';
import { keyOfType } from '../../graphql/global-id.js';
import { pageComplexity } from '../../graphql/paging.js';
import type { PublishedArticle } from '../article/article.document.js';
import { Article } from '../article/article.type.js';
import { topicLoaders } from '../topic/topic.loaders.js';
import { TopicBy, topicInFilter } from '../topic/topic.queries.js';
import { Topic } from '../topic/topic.type.js';
import { type RelatedEdge, relatedPage } from './related.page.js';

const RelatedPostEdge = builder.objectRef<RelatedEdge>('RelatedPostEdge');

RelatedPostEdge.implement({
  description: 'A related article, with the reasons why it is related.',
  fields: (t) => ({
    node: t.field({
      type: Article,
      description: 'The related article.',
      resolve: ({ node }) => node,
    }),
    cursor: t.exposeString('cursor', {
      description:
        'Opaque cursor of this item, for `after` and `before`; valid only in the same list.',
    }),
    score: t.float({
      description: 'Strength of the relation, from 0 to 1. Comparable only within one list.',
      resolve: ({ related }) => related.score,
    }),
    sharedTopics: t.field({
      type: [Topic],
      description:
        'Topics that both articles share, the least common topic first; at most 5. If they share none, the closest common ancestors of their topics.',
      resolve: ({ related }, _args, context) =>
        topicLoaders.existing(related.sharedTopicIds, context),
    }),
    sharedTerms: t.stringList({
      description:
        'Key terms that both articles use, the most characteristic first. Empty if they share none.',
      resolve: ({ related }) => [...related.sharedTerms],
    }),
  }),
});

const RelatedPostConnection = connectionType('RelatedPost', Article, RelatedPostEdge);

const RelatedFilter = builder.inputType('RelatedFilter', {
  description:
    'Conditions on related articles; an article must meet all of them. There is no language condition, since related articles always have the language of the article.',
  fields: (t) => ({
    topic: t.field({
      type: TopicBy,
      description:
        'Articles of this topic and of its descendants. `UNKNOWN_FILTER_VALUE` if the topic does not exist or is not published.',
    }),
    withoutIds: t.idList({ description: 'Articles to leave out, by global id.' }),
  }),
});

builder.objectField(Article, 'relatedPosts', (t) =>
  t.field({
    type: RelatedPostConnection,
    description:
      'Articles to read next, in the language of this article (`pt` and `pt-BR` are one language), the most related first; at most 20. Empty if there are none. Null only if reading them failed or an argument was refused.',
    nullable: true,
    args: {
      ...pageArgs,
      filter: t.arg({
        type: RelatedFilter,
        description: 'Restricts the list. All related articles if not given.',
      }),
    },
    complexity: pageComplexity,
    resolve: async (article, { filter, ...page }, context) =>
      relatedPage(page, article, await wanted(filter ?? {}, context), context),
  }),
);

/** The condition of a filter; `undefined` if the filter is empty. */
async function wanted(
  { topic: by, withoutIds }: typeof RelatedFilter.$inferInput,
  context: Context,
): Promise<((article: PublishedArticle) => boolean) | undefined> {
  if (!by && !withoutIds) return undefined;
  const topic = by ? await topicInFilter(by, context) : undefined;
  const without = new Set((withoutIds ?? []).map((id) => keyOfType('Article', id)));
  return (article) =>
    (topic === undefined || article.topicPathIds.includes(topic._id)) && !without.has(article._id);
}
