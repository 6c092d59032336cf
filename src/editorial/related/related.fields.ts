import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import { connectionType, pageArgs } from '../../graphql/connection.js';
import { keyOfType } from '../../graphql/global-id.js';
import { pageComplexity } from '../../graphql/paging.js';
import type { PublishedArticle } from '../article/article.document.js';
import { Article } from '../article/article.type.js';
import { topicLoaders } from '../topic/topic.loaders.js';
import { TopicBy, topicNamed } from '../topic/topic.queries.js';
import { Topic } from '../topic/topic.type.js';
import { type RelatedEdge, relatedPage } from './related.page.js';

const RelatedPostEdge = builder.objectRef<RelatedEdge>('RelatedPostEdge');

RelatedPostEdge.implement({
  description: 'A related article, and why it is one.',
  fields: (t) => ({
    node: t.field({ type: Article, description: 'The article.', resolve: ({ node }) => node }),
    cursor: t.exposeString('cursor', {
      description: 'The place of the item, for `after` and `before`.',
    }),
    score: t.float({
      description: 'How closely it is related, 0 to 1; comparable within one list only.',
      resolve: ({ related }) => related.score,
    }),
    sharedTopics: t.field({
      type: [Topic],
      description:
        'The topics that both are about, the rarest first: one of the two is filed under it itself, the other there or below; else what lies above both.',
      resolve: ({ related }, _args, context) =>
        topicLoaders.existing(related.sharedTopicIds, context),
    }),
    sharedTerms: t.stringList({
      description: 'The key terms that both use, the most telling first.',
      resolve: ({ related }) => [...related.sharedTerms],
    }),
  }),
});

const RelatedPostConnection = connectionType('RelatedPost', Article, RelatedPostEdge);

const RelatedFilter = builder.inputType('RelatedFilter', {
  description: 'Which of the related articles; what is said here must all be true.',
  fields: (t) => ({
    topic: t.field({ type: TopicBy, description: 'Filed under this topic or one below it.' }),
    withoutIds: t.idList({ description: 'Without these articles.' }),
  }),
});

builder.objectField(Article, 'relatedPosts', (t) =>
  t.field({
    type: RelatedPostConnection,
    description:
      'Articles in the same language to read next, best first, each with the reasons; at most 20.',
    nullable: true,
    args: {
      ...pageArgs,
      filter: t.arg({ type: RelatedFilter, description: 'Which of them; all if nothing is said.' }),
    },
    complexity: pageComplexity,
    resolve: async (article, { filter, ...page }, context) =>
      relatedPage(page, article, await wanted(filter ?? {}, context), context),
  }),
);

/**
 * The condition that a filter states, none if it states nothing.
 *
 * A topic that does not exist leaves nothing.
 */
async function wanted(
  { topic: by, withoutIds }: typeof RelatedFilter.$inferInput,
  context: Context,
): Promise<((article: PublishedArticle) => boolean) | undefined> {
  if (!by && !withoutIds) return undefined;
  const topic = by ? await topicNamed(by, context) : undefined;
  const without = new Set((withoutIds ?? []).map((id) => keyOfType('Article', id)));
  return (article) =>
    topic !== null &&
    (topic === undefined || article.topicPathIds.includes(topic._id)) &&
    !without.has(article._id);
}
