import { builder } from '../../graphql/builder.js';
import { connectionType, edgeType } from '../../graphql/connection.js';
import { ifShown } from '../named/named.loaders.js';
import { topicUrl } from './topic.address.js';
import type { TAXONOMIES, TopicDocument } from './topic.document.js';
import { topicLoaders } from './topic.loaders.js';

/** A subject that articles are filed under. */
export const Topic = builder.objectRef<TopicDocument>('Topic');

/** Which of a site's classifications a topic belongs to. */
export const TopicTaxonomy = builder.enumType('TopicTaxonomy', {
  description: 'The classification a topic belongs to: a name in both of them is two topics.',
  values: {
    CATEGORY: { description: 'A section or category; these form a tree.' },
    TAG: { description: 'A keyword; these stand side by side.' },
  } satisfies Record<(typeof TAXONOMIES)[number], { description: string }>,
});

builder.node(Topic, {
  description: 'A subject that articles are filed under; topics form a tree.',
  id: { resolve: (topic) => topic._id },
  loadWithoutCache: (id, context) => ifShown(context, topicLoaders.byId(context).load(id)),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'The name for people.' }),
    slug: t.exposeString('slug', {
      description: 'The name in an address; unique over all topics.',
    }),
    url: t.string({
      description:
        'Its absolute address at the magazine’s own site: its classification, and the way to it.',
      resolve: (topic, _args, { siteUrl }) => topicUrl(siteUrl, topic),
    }),
    taxonomy: t.expose('taxonomy', {
      type: TopicTaxonomy,
      description: 'The classification it belongs to.',
    }),
    description: t.exposeString('description', {
      description: 'What it is about, in plain text.',
      nullable: true,
    }),
    parent: t.field({
      type: Topic,
      description: 'The topic one level up; null at the top.',
      nullable: true,
      resolve: ({ parentId }, _args, context) =>
        parentId === undefined ? null : topicLoaders.byId(context).load(parentId),
    }),
    ancestors: t.field({
      type: [Topic],
      description: 'The way from the top down to the parent, as a breadcrumb shows it.',
      resolve: ({ ancestorIds }, _args, context) => topicLoaders.existing(ancestorIds, context),
    }),
  }),
});

/** A page of topics. */
export const TopicConnection = connectionType('Topic', Topic, edgeType('Topic', Topic));
