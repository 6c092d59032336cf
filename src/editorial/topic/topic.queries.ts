import type { Context } from '../../context.js';
import { BroadsheetError } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { keyOfType } from '../../graphql/global-id.js';
import { type PageArguments, pageComplexity } from '../../graphql/paging.js';
import { ifShown } from '../../graphql/shown.js';
import { connectionOf } from '../../graphql/sorted-list.js';
import type { TopicDocument } from './topic.document.js';
import { type TopicSelection, topicList } from './topic.lists.js';
import { topicById, topicBySlug, topicCount, topicStretch } from './topic.loaders.js';
import { Topic, TopicConnection, TopicTaxonomy } from './topic.type.js';

/** How one topic is named: by id or by slug. */
export const TopicBy = builder.inputType('TopicBy', {
  description: 'Names one topic, in exactly one of these ways.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The global id.' }),
    slug: t.string({ description: 'The name in the address.' }),
  }),
});

/** The topic that a client names; null if there is none. */
export async function topicNamed(
  by: { readonly id?: string | null; readonly slug?: string | null },
  context: Context,
): Promise<TopicDocument | null> {
  return ifShown(
    context,
    typeof by.id === 'string'
      ? topicById(context).load(keyOfType('Topic', by.id))
      : topicBySlug(context).load(String(by.slug)),
  );
}

const TopicFilter = builder.inputType('TopicFilter', {
  description:
    'Which topics. `taxonomy` and `isRoot` can stand together; `parent` stands alone, since children share its taxonomy.',
  fields: (t) => ({
    taxonomy: t.field({ type: TopicTaxonomy, description: 'Only topics of this classification.' }),
    isRoot: t.boolean({
      description: 'If true, only topics without a parent; false says nothing.',
    }),
    parent: t.field({ type: TopicBy, description: 'Only the children of this topic.' }),
  }),
});

const TopicOrder = builder.enumType('TopicOrder', {
  description: 'The orders of a list of topics.',
  values: {
    NAME: { description: 'By name, A to Z, whatever the accents and the case.' },
    NAME_DESCENDING: { description: 'By name, Z to A.' },
  },
});

type OrderName = typeof TopicOrder.$inferType;

builder.queryFields((t) => ({
  topic: t.field({
    type: Topic,
    description: 'One topic; null if there is none of that name.',
    nullable: true,
    args: { by: t.arg({ type: TopicBy, required: true, description: 'Which topic.' }) },
    resolve: (_root, { by }, context) => topicNamed(by, context),
  }),
  topics: t.field({
    type: TopicConnection,
    description: 'Topics. Orders: NAME (the default) and NAME_DESCENDING.',
    args: {
      ...pageArgs,
      filter: t.arg({ type: TopicFilter, description: 'Which topics; all if nothing is said.' }),
      orderBy: t.arg({ type: TopicOrder, defaultValue: 'NAME', description: 'The order.' }),
    },
    complexity: pageComplexity,
    resolve: async (_root, { filter, orderBy, ...page }, context) =>
      topicPage(page, await topicSelection(filter ?? {}, context), orderBy ?? 'NAME', context),
  }),
}));

builder.objectField(Topic, 'children', (t) =>
  t.field({
    type: TopicConnection,
    description: 'The topics one level down. Orders: NAME (the default) and NAME_DESCENDING.',
    args: {
      ...pageArgs,
      orderBy: t.arg({ type: TopicOrder, defaultValue: 'NAME', description: 'The order.' }),
    },
    complexity: pageComplexity,
    resolve: (topic, { orderBy, ...page }, context) =>
      topicPage(page, { parentId: topic._id }, orderBy ?? 'NAME', context),
  }),
);

/** One page of the list that a selection names; the empty list if its parent does not exist. */
function topicPage(
  page: PageArguments,
  selection: TopicSelection | null,
  order: OrderName,
  context: Context,
) {
  const list = selection === null ? null : topicList(selection);
  return connectionOf<TopicDocument>(page, {
    order: `topics ${order}`,
    positionOf: (topic) => ({ value: topic.sortName, id: topic._id }),
    count: async () => (list === null ? 0 : topicCount(context).load(list)),
    read: async ({ isReversed, ...stretch }) =>
      list === null
        ? []
        : topicStretch(context).load({
            list: { lists: list },
            direction: isReversed === (order === 'NAME') ? -1 : 1,
            ...stretch,
          }),
  });
}

async function topicSelection(
  { taxonomy, isRoot, parent }: typeof TopicFilter.$inferInput,
  context: Context,
): Promise<TopicSelection | null> {
  if (parent) {
    if (taxonomy || isRoot) {
      throw new BroadsheetError(
        'UNSUPPORTED_FILTER',
        'Expected `parent` alone, found it with `taxonomy` or `isRoot`: ' +
          'topics are filtered by parent, or by taxonomy and isRoot.',
      );
    }
    const found = await topicNamed(parent, context);
    return found && { parentId: found._id };
  }
  return { ...(taxonomy ? { taxonomy } : {}), ...(isRoot ? { isRoot } : {}) };
}
