import type { Context } from '../../context.js';
import { BroadsheetError } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { type PageArguments, pageComplexity } from '../../graphql/paging.js';
import {
  type NamedBy,
  type NameOrder,
  namedByType,
  namedOne,
  namedPage,
  nameOrderType,
} from '../named/named.page.js';
import type { TopicDocument } from './topic.document.js';
import { type TopicSelection, topicList } from './topic.lists.js';
import { topicLoaders as loaders } from './topic.loaders.js';
import { Topic, TopicConnection, TopicTaxonomy } from './topic.type.js';

/** How one topic is named: by id or by slug. */
export const TopicBy = namedByType('Topic');

/** The topic that a client names; null if there is none. */
export function topicNamed(by: NamedBy, context: Context): Promise<TopicDocument | null> {
  return namedOne('Topic', loaders, by, context);
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

const TopicOrder = nameOrderType('Topic');

const topicPageArgs = builder.args((t) => ({
  ...pageArgs,
  orderBy: t.field({ type: TopicOrder, defaultValue: 'NAME', description: 'The order.' }),
}));

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
      ...topicPageArgs,
      filter: t.arg({ type: TopicFilter, description: 'Which topics; all if nothing is said.' }),
    },
    complexity: pageComplexity,
    resolve: async (_root, { filter, ...page }, context) =>
      topicPage(page, await topicSelection(filter ?? {}, context), context),
  }),
}));

builder.objectField(Topic, 'children', (t) =>
  t.field({
    type: TopicConnection,
    description: 'The topics one level down. Orders: NAME (the default) and NAME_DESCENDING.',
    args: topicPageArgs,
    complexity: pageComplexity,
    resolve: (topic, page, context) => topicPage(page, { parentId: topic._id }, context),
  }),
);

/** One page of the list that a selection names; the empty list if its parent does not exist. */
function topicPage(
  { orderBy, ...page }: PageArguments & { readonly orderBy?: NameOrder | null | undefined },
  selection: TopicSelection | null,
  context: Context,
) {
  const list = selection && { lists: topicList(selection) };
  return namedPage(page, { type: 'Topic', loaders, list, order: orderBy ?? 'NAME' }, context);
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
