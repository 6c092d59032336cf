import { builder } from '../../graphql/builder.js';
import { connectionType, edgeType } from '../../graphql/connection.js';
import { ifShown } from '../named/named.loaders.js';
import { topicUrl } from './topic.address.js';
import type { TAXONOMIES, TopicDocument } from './topic.document.js';
import { topicLoaders } from './topic.loaders.js';

/** A subject that articles are assigned to. */
export const Topic = builder.objectRef<TopicDocument>('Topic');

/** The classification of a site that a topic belongs to. */
export const TopicTaxonomy = builder.enumType('TopicTaxonomy', {
  description: 'Kind of a topic. A category and a tag with the same name are two different topics.',
  values: {
    CATEGORY: { description: 'Section or category; categories form a tree.' },
    TAG: { description: 'Keyword; tags form a flat list.' },
  } satisfies Record<(typeof TAXONOMIES)[number], { description: string }>,
});

builder.node(Topic, {
  description: 'A category or tag that articles are assigned to. Categories form a tree.',
  id: { resolve: (topic) => topic._id },
  loadWithoutCache: (id, context) => ifShown(context, topicLoaders.byId(context).load(id)),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name to show to readers.' }),
    slug: t.exposeString('slug', {
      description: 'Slug: the part of the URL that names the topic, unique among topics.',
    }),
    url: t.string({
      description:
        'Absolute URL of the topic’s page on the magazine’s own site, made of its taxonomy and the slugs from its root topic down. This API does not serve that page.',
      resolve: (topic, _args, { siteUrl }) => topicUrl(siteUrl, topic),
    }),
    taxonomy: t.expose('taxonomy', {
      type: TopicTaxonomy,
      description: 'Whether the topic is a category or a tag.',
    }),
    description: t.exposeString('description', {
      description: 'Description in plain text. Null if there is none.',
      nullable: true,
    }),
    parent: t.field({
      type: Topic,
      description: 'Topic one level up in the tree. Null for a root topic.',
      nullable: true,
      resolve: ({ parentId }, _args, context) =>
        parentId === undefined ? null : topicLoaders.byId(context).load(parentId),
    }),
    ancestors: t.field({
      type: [Topic],
      description:
        'Topics from the root down to the parent, in the order of a breadcrumb. Empty for a root topic.',
      resolve: ({ ancestorIds }, _args, context) => topicLoaders.existing(ancestorIds, context),
    }),
  }),
});

/** The connection type of topics. */
export const TopicConnection = connectionType('Topic', Topic, edgeType('Topic', Topic));
