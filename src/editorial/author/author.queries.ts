import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { pageComplexity } from '../../graphql/paging.js';
import {
  type NamedBy,
  namedByType,
  namedInFilter,
  namedOne,
  namedPage,
  nameOrderType,
} from '../named/named.page.js';
import type { AuthorDocument } from './author.document.js';
import { authorLoaders as loaders } from './author.loaders.js';
import { Author, AuthorConnection } from './author.type.js';

/** Names one author, by id or by slug. */
export const AuthorBy = namedByType('Author');

/**
 * The author in a filter. Throws `UNKNOWN_FILTER_VALUE` if no author that is visible to readers
 * matches.
 */
export function authorInFilter(by: NamedBy, context: Context): Promise<AuthorDocument> {
  return namedInFilter('Author', loaders, by, context);
}

const AuthorOrder = nameOrderType('Author');

builder.queryFields((t) => ({
  author: t.field({
    type: Author,
    description: 'One author. Null if the author does not exist or has no published articles yet.',
    nullable: true,
    args: { by: t.arg({ type: AuthorBy, required: true, description: 'The author to read.' }) },
    resolve: (_root, { by }, context) => namedOne('Author', loaders, by, context),
  }),
  authors: t.field({
    type: AuthorConnection,
    description:
      'All authors with published articles, by name. Orders: NAME (the default) and NAME_DESCENDING.',
    args: {
      ...pageArgs,
      orderBy: t.arg({
        type: AuthorOrder,
        defaultValue: 'NAME',
        description: 'Order of the list.',
      }),
    },
    complexity: pageComplexity,
    resolve: (_root, { orderBy, ...page }, context) => {
      const order = orderBy ?? 'NAME';
      return namedPage(page, { type: 'Author', loaders, list: {}, order }, context);
    },
  }),
}));
