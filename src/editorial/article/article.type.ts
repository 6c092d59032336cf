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

/** An article that the one who asks may see. */
export const Article = builder.objectRef<PublishedArticle>('Article');

const ArticleStatusType = builder.enumType('ArticleStatus', {
  description: 'Where an article stands. Readers only ever see PUBLISHED.',
  values: {
    DRAFT: { description: 'Being written.' },
    SCHEDULED: { description: 'Finished; its moment has not come.' },
    PUBLISHED: { description: 'Can be read.' },
    ARCHIVED: { description: 'Withdrawn.' },
  } satisfies Record<(typeof ARTICLE_STATUSES)[number], { description: string }>,
});

builder.node(Article, {
  description: 'A published piece of writing.',
  id: { resolve: (article) => article._id },
  loadWithoutCache: (id, context) => articleById(context).load(id),
  fields: (t) => ({
    slug: t.string({
      description: 'The name in its address, unique over all articles; earlier ones go on working.',
      resolve: currentSlug,
    }),
    url: t.string({
      description:
        'Its absolute address at the magazine’s own site, which serves the page; the gateway does not.',
      resolve: (article, _args, { siteUrl }) => articleUrl(siteUrl, currentSlug(article)),
    }),
    title: t.exposeString('title', { description: 'The headline, in plain text; never empty.' }),
    standfirst: t.exposeString('standfirst', {
      description: 'The sentence between headline and text.',
      nullable: true,
    }),
    excerpt: t.exposeString('excerpt', {
      description:
        'A few plain sentences for lists: the source’s own, else the standfirst, else the beginning of the text.',
    }),
    language: t.exposeString('language', {
      description: 'Its language (BCP 47), `und` if unknown.',
    }),
    status: t.field({
      type: ArticleStatusType,
      description: 'Where it stands.',
      resolve: (article, _args, { reading }) => statusAt(article, reading.asOf),
    }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      description: 'The moment from which it can be read.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      description: 'The moment of its last change.',
    }),
    wordCount: t.exposeInt('wordCount', {
      description: 'Words in the text, as its language counts them.',
    }),
    commentCount: t.exposeInt('commentCount', {
      description: 'Comments that can be read, replies included.',
    }),
    readingTime: t.field({
      type: ReadingTime,
      description: 'How long it takes to read, pictures and code included.',
      resolve: (article) => article,
    }),
    image: t.expose('image', {
      type: Image,
      description: 'Its picture: the one chosen for it, else the first in the text.',
      nullable: true,
    }),
    source: t.field({
      type: ArticleSource,
      description: 'Where it came from, if it was not written here.',
      nullable: true,
      resolve: ({ source }) =>
        (source?.name ?? source?.url) === undefined ? null : (source ?? null),
    }),
    body: t.field({
      type: ArticleBody,
      description: 'Its text.',
      resolve: async (article, _args, context) =>
        (await bodyById(context).load(bodyId(article))) ?? missingBody(article),
    }),
    links: t.field({
      type: [ArticleLink],
      description: 'The links in its text, in the order of the text, each address once.',
      resolve: async (article, _args, context) =>
        (await bodyById(context).load(bodyId(article)))?.links ?? [],
    }),
    authors: t.field({
      type: [Author],
      description: 'Those who wrote it, in byline order.',
      resolve: ({ authorIds }, _args, context) => authorLoaders.existing(authorIds, context),
    }),
    topics: t.field({
      type: [Topic],
      description: 'What it is about, the primary topic first.',
      resolve: ({ topicIds }, _args, context) => topicLoaders.existing(topicIds, context),
    }),
    primaryTopic: t.field({
      type: Topic,
      description: 'The first of its topics.',
      nullable: true,
      resolve: ({ topicIds: [first] }, _args, context) =>
        first === undefined ? null : topicLoaders.byId(context).load(first),
    }),
  }),
});

/** A page of articles. */
export const ArticleConnection = connectionType('Article', Article, edgeType('Article', Article));

function currentSlug({ slugs, _id }: PublishedArticle): string {
  return slugs[0] ?? _id;
}

/** A scheduled article is published from its moment on, whether or not a job has come by. */
function statusAt(article: PublishedArticle, moment: Date): ArticleStatus {
  return article.status === 'SCHEDULED' && article.publishedAt <= moment
    ? 'PUBLISHED'
    : article.status;
}

function missingBody(article: PublishedArticle): never {
  throw new Error(`No body for article ${article._id}, revision ${article.revision}`);
}
