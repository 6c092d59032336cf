import type { Context } from '../../context.js';
import { BroadsheetError } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { type PageArguments, pageComplexity } from '../../graphql/paging.js';
import {
  type NamedBy,
  type NameOrder,
  namedByType,
  namedInFilter,
  namedOne,
  namedPage,
  nameOrderType,
} from '../named/named.page.js';
import type { TopicDocument } from './topic.document.js';
import { type TopicSelection, topicList } from './topic.lists.js';
import { topicLoaders as loaders } from './topic.loaders.js';
import { Topic, TopicConnection, TopicTaxonomy } from './topic.type.js';

/** Names one topic, by id or by slug. */
export const TopicBy = namedByType('Topic');

/**
 * The topic in a filter. Throws `UNKNOWN_FILTER_VALUE` if no topic that is visible to readers
 * matches.
 */
export function topicInFilter(by: NamedBy, context: Context): Promise<TopicDocument> {
  return namedInFilter('Topic', loaders, by, context);
}

const TopicFilter = builder.inputType('TopicFilter', {
  description:
    'Conditions on topics. `taxonomy` and `isRoot` can be combined; `parent` cannot be combined with either, since children have the taxonomy of their parent. `UNSUPPORTED_FILTER` for such a combination.',
  fields: (t) => ({
    taxonomy: t.field({ type: TopicTaxonomy, description: 'Only topics of this kind.' }),
    isRoot: t.boolean({
      description: 'If true, only topics without a parent. False has no effect.',
    }),
    parent: t.field({
      type: TopicBy,
      description:
        'Only the children of this topic. `UNKNOWN_FILTER_VALUE` if it does not exist or is not published.',
    }),
  }),
});

const TopicOrder = nameOrderType('Topic');

const topicPageArgs = builder.args((t) => ({
  ...pageArgs,
  orderBy: t.field({ type: TopicOrder, defaultValue: 'NAME', description: 'Order of the list.' }),
}));

builder.queryFields((t) => ({
  topic: t.field({
    type: Topic,
    description: 'One topic. Null if it does not exist or is not published.',
    nullable: true,
    args: { by: t.arg({ type: TopicBy, required: true, description: 'The topic to read.' }) },
    resolve: (_root, { by }, context) => namedOne('Topic', loaders, by, context),
  }),
  topics: t.field({
    type: TopicConnection,
    description: 'Topics by name. Orders: NAME (the default) and NAME_DESCENDING.',
    args: {
      ...topicPageArgs,
      filter: t.arg({
        type: TopicFilter,
        description: 'Restricts the list. All topics if not given.',
      }),
    },
    complexity: pageComplexity,
    resolve: async (_root, { filter, ...page }, context) =>
      topicPage(page, await topicSelection(filter ?? {}, context), context),
  }),
}));

builder.objectField(Topic, 'children', (t) =>
  t.field({
    type: TopicConnection,
    description:
      'Topics one level down in the tree, by name. Orders: NAME (the default) and NAME_DESCENDING.',
    args: topicPageArgs,
    complexity: pageComplexity,
    resolve: (topic, page, context) => topicPage(page, { parentId: topic._id }, context),
  }),
);

/** One page of a selection of topics. */
function topicPage(
  { orderBy, ...page }: PageArguments & { readonly orderBy?: NameOrder | null | undefined },
  selection: TopicSelection,
  context: Context,
) {
  const list = { lists: topicList(selection) };
  return namedPage(page, { type: 'Topic', loaders, list, order: orderBy ?? 'NAME' }, context);
}

async function topicSelection(
  { taxonomy, isRoot, parent }: typeof TopicFilter.$inferInput,
  context: Context,
): Promise<TopicSelection> {
  if (parent) {
    if (taxonomy || isRoot) {
      throw new BroadsheetError(
        'UNSUPPORTED_FILTER',
        'Expected `parent` alone, found it with `taxonomy` or `isRoot`: ' +
          'filter topics by parent, or by taxonomy and isRoot.',
      );
    }
    return { parentId: (await topicInFilter(parent, context))._id };
  }
  return { ...(taxonomy ? { taxonomy } : {}), ...(isRoot ? { isRoot } : {}) };
}
