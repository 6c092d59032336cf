import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { pageComplexity } from '../../graphql/paging.js';
import { namedByType, namedOne, namedPage, nameOrderType } from '../named/named.page.js';
import { authorLoaders as loaders } from './author.loaders.js';
import { Author, AuthorConnection } from './author.type.js';

/** How one author is named: by id or by slug. */
export const AuthorBy = namedByType('Author');

const AuthorOrder = nameOrderType('Author');

builder.queryFields((t) => ({
  author: t.field({
    type: Author,
    description: 'One author; null if there is none of that name.',
    nullable: true,
    args: { by: t.arg({ type: AuthorBy, required: true, description: 'Which author.' }) },
    resolve: (_root, { by }, context) => namedOne('Author', loaders, by, context),
  }),
  authors: t.field({
    type: AuthorConnection,
    description: 'All authors. Orders: NAME (the default) and NAME_DESCENDING.',
    args: {
      ...pageArgs,
      orderBy: t.arg({ type: AuthorOrder, defaultValue: 'NAME', description: 'The order.' }),
    },
    complexity: pageComplexity,
    resolve: (_root, { orderBy, ...page }, context) => {
      const order = orderBy ?? 'NAME';
      return namedPage(page, { type: 'Author', loaders, list: {}, order }, context);
    },
  }),
}));
