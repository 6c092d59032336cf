import { builder } from '../../graphql/builder.js';
import { pageArgs } from '../../graphql/connection.js';
import { keyOfType } from '../../graphql/global-id.js';
import { pageComplexity } from '../../graphql/paging.js';
import { ifShown } from '../../graphql/shown.js';
import { connectionOf } from '../../graphql/sorted-list.js';
import type { AuthorDocument } from './author.document.js';
import { authorById, authorBySlug, authorCount, authorStretch } from './author.loaders.js';
import { Author, AuthorConnection } from './author.type.js';

/** How one author is named: by id or by slug. */
export const AuthorBy = builder.inputType('AuthorBy', {
  description: 'Names one author, in exactly one of these ways.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'The global id.' }),
    slug: t.string({ description: 'The name in the address.' }),
  }),
});

const AuthorOrder = builder.enumType('AuthorOrder', {
  description: 'The orders of a list of authors.',
  values: {
    NAME: { description: 'By name, A to Z, whatever the accents and the case.' },
    NAME_DESCENDING: { description: 'By name, Z to A.' },
  },
});

builder.queryFields((t) => ({
  author: t.field({
    type: Author,
    description: 'One author; null if there is none of that name.',
    nullable: true,
    args: { by: t.arg({ type: AuthorBy, required: true, description: 'Which author.' }) },
    resolve: (_root, { by }, context) =>
      ifShown(
        context,
        typeof by.id === 'string'
          ? authorById(context).load(keyOfType('Author', by.id))
          : authorBySlug(context).load(String(by.slug)),
      ),
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
      return connectionOf<AuthorDocument>(page, {
        order: `authors ${order}`,
        positionOf: (author) => ({ value: author.sortName, id: author._id }),
        count: () => authorCount(context),
        read: ({ isReversed, ...stretch }) =>
          authorStretch(context).load({
            list: {},
            direction: isReversed === (order === 'NAME') ? -1 : 1,
            ...stretch,
          }),
      });
    },
  }),
}));
