import { builder } from '../../graphql/builder.js';
import { connectionType, edgeType } from '../../graphql/connection.js';
import { authorLoaders } from '../author/author.loaders.js';
import { Author } from '../author/author.type.js';
import { topicLoaders } from '../topic/topic.loaders.js';
import { Topic } from '../topic/topic.type.js';
import { articleUrl } from './article.address.js';
import type { ARTICLE_STATUSES, ArticleStatus, PublishedArticle } from './article.document.js';
import { articleById, bodyById } from './article.loaders.js';
import {
  ArticleBody,
  ArticleLink,
  ArticleSource,
  Image,
  ReadingTime,
} from './article-parts.type.js';
import { bodyId } from './body.store.js';

/** An article that the reader may see. */
export const Article = builder.objectRef<PublishedArticle>('Article');

const ArticleStatusType = builder.enumType('ArticleStatus', {
  description:
    'Publication status of an article. Every article that this API returns is PUBLISHED.',
  values: {
    DRAFT: { description: 'Not finished; never returned.' },
    SCHEDULED: {
      description:
        'Finished, with a publication time in the future; never returned before that time.',
    },
    PUBLISHED: { description: 'Published; readers can see it.' },
    ARCHIVED: { description: 'Withdrawn from publication; never returned.' },
  } satisfies Record<(typeof ARTICLE_STATUSES)[number], { description: string }>,
});

builder.node(Article, {
  description: 'A published article.',
  id: { resolve: (article) => article._id },
  loadWithoutCache: (id, context) => articleById(context).load(id),
  fields: (t) => ({
    slug: t.string({
      description:
        'Current slug: the part of the URL that names the article, unique among articles. Earlier slugs still find it.',
      resolve: currentSlug,
    }),
    url: t.string({
      description:
        'Absolute URL of the article’s page on the magazine’s own site. This API does not serve that page.',
      resolve: (article, _args, { siteUrl }) => articleUrl(siteUrl, currentSlug(article)),
    }),
    title: t.exposeString('title', { description: 'Headline in plain text; never empty.' }),
    standfirst: t.exposeString('standfirst', {
      description:
        'Introduction between the headline and the text, in plain text. Null if the article has none.',
      nullable: true,
    }),
    excerpt: t.exposeString('excerpt', {
      description:
        'Short plain text for lists: the excerpt from the source if it has one, else the standfirst, else the first sentences of the text.',
    }),
    language: t.exposeString('language', {
      description: 'Language of the article (BCP 47), such as `en` or `pt-BR`; `und` if unknown.',
    }),
    status: t.field({
      type: ArticleStatusType,
      description: 'Publication status.',
      resolve: (article, _args, { readContext }) => statusAt(article, readContext.asOf),
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      description: 'Time of publication.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'Time of the last change that readers can see.',
    }),
    wordCount: t.exposeInt('wordCount', {
      description:
        'Number of words in the text, counted by the rules of its language, code included. `readingTime.words` is the same number.',
    }),
    commentCount: t.exposeInt('commentCount', {
      description:
        'Number of visible comments, replies included. `comments.totalCount` does not include replies.',
    }),
    readingTime: t.field({
      type: ReadingTime,
      description: 'Estimated reading time, images and code included.',
      resolve: (article) => article,
    }),
    image: t.expose('image', {
      type: Image,
      description:
        'Main image: the one chosen for the article, else the first image in the text. Null if there is neither.',
      nullable: true,
    }),
    source: t.field({
      type: ArticleSource,
      description:
        'Publication in which the article first appeared. Null if that is this magazine.',
      nullable: true,
      resolve: ({ source }) =>
        (source?.name ?? source?.url) === undefined ? null : (source ?? null),
    }),
    body: t.field({
      type: ArticleBody,
      description: 'Full text of the article.',
      resolve: async (article, _args, context) =>
        (await bodyById(context).load(bodyId(article))) ?? missingBody(article),
    }),
    links: t.field({
      type: [ArticleLink],
      description: 'Links in the text, in the order of the text; each URL appears once.',
      resolve: async (article, _args, context) =>
        (await bodyById(context).load(bodyId(article)))?.links ?? [],
    }),
    authors: t.field({
      type: [Author],
      description: 'Authors in byline order. Empty if the article has no byline.',
      resolve: ({ authorIds }, _args, context) => authorLoaders.existing(authorIds, context),
    }),
    topics: t.field({
      type: [Topic],
      description: 'Topics of the article, the primary topic first. Empty if it has none.',
      resolve: ({ topicIds }, _args, context) => topicLoaders.existing(topicIds, context),
    }),
    primaryTopic: t.field({
      type: Topic,
      description: 'The first of `topics`. Null if the article has no topics.',
      nullable: true,
      resolve: ({ topicIds: [first] }, _args, context) =>
        first === undefined ? null : topicLoaders.byId(context).load(first),
    }),
  }),
});

/** The connection type of articles. */
export const ArticleConnection = connectionType('Article', Article, edgeType('Article', Article));

function currentSlug({ slugs, _id }: PublishedArticle): string {
  return slugs[0] ?? _id;
}

/** A scheduled article counts as published after its publication time, even if no job has run. */
function statusAt(article: PublishedArticle, moment: Date): ArticleStatus {
  return article.status === 'SCHEDULED' && article.publishedAt <= moment
    ? 'PUBLISHED'
    : article.status;
}

function missingBody(article: PublishedArticle): never {
  throw new Error(
    `Expected a body for article ${article._id}, revision ${article.revision}, found none`,
  );
}
