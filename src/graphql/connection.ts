import type { ObjectRef } from '@pothos/core';
import { builder, type SchemaShape } from './builder.js';
import { DEFAULT_PAGE_SIZE } from './paging.js';
import type { Connection, Edge } from './sorted-list.js';

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaShape>;

/**
 * An object type with an unknown backing type. `edgeType` and `connectionType` check that it fits
 * by their parameters; Pothos cannot follow type parameters inside them.
 */
type AnyObject = ObjectRef<Types, unknown>;

const PageInfo = builder.objectRef<Connection<unknown>>('PageInfo');

PageInfo.implement({
  description: 'The ends of a page, and whether there are items before and after it.',
  fields: (t) => ({
    hasNextPage: t.boolean({
      description: 'Whether the list has items after this page.',
      resolve: (page) => page.hasNextPage(),
    }),
    hasPreviousPage: t.boolean({
      description: 'Whether the list has items before this page.',
      resolve: (page) => page.hasPreviousPage(),
    }),
    startCursor: t.string({
      description:
        'Cursor of the first item; pass it as `before` for the previous page. Null on an empty page.',
      nullable: true,
      resolve: async (page) => (await page.edges())[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      description:
        'Cursor of the last item; pass it as `after` for the next page. Null on an empty page.',
      nullable: true,
      resolve: async (page) => (await page.edges()).at(-1)?.cursor ?? null,
    }),
  }),
});

/** Creates the edge type of a node type: the item and its cursor. */
export function edgeType<T>(name: string, node: ObjectRef<Types, T>) {
  const item: AnyObject = node;
  const ref = builder.objectRef<Edge<T>>(`${name}Edge`);
  ref.implement({
    description: 'An item of the list with its cursor.',
    fields: (t) => ({
      node: t.field({
        type: item,
        description: 'The item.',
        resolve: (edge) => edge.node,
      }),
      cursor: t.exposeString('cursor', {
        description:
          'Opaque cursor of this item, for `after` and `before`; valid only in the same list and order.',
      }),
    }),
  });
  return ref;
}

/**
 * Creates the connection type of a node type: `edges`, `nodes`, `pageInfo` and `totalCount`.
 *
 * It is the only way of paging in the schema. The list itself is a `Connection` from
 * `connectionOf`.
 */
export function connectionType<T, E extends Edge<T>>(
  name: string,
  node: ObjectRef<Types, T>,
  edge: ObjectRef<Types, E>,
) {
  const item: AnyObject = node;
  const place: AnyObject = edge;
  const ref = builder.objectRef<Connection<T, E>>(`${name}Connection`);
  // The field that returns the connection has already multiplied by the page size.
  const asCounted = { field: 1, multiplier: 1 };
  ref.implement({
    description: 'One page of a list.',
    fields: (t) => ({
      edges: t.field({
        type: [place],
        description:
          'The items of this page with their cursors. Use `edges` when you load several pages: client caches merge pages by `edges`.',
        complexity: asCounted,
        resolve: (page) => page.edges(),
      }),
      nodes: t.field({
        type: [item],
        description:
          'The items of this page without cursors, for a list that is shown as one page.',
        complexity: asCounted,
        resolve: async (page) => (await page.edges()).map((each) => each.node),
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: 'The ends of this page, and whether there are items before and after it.',
        resolve: (page) => page,
      }),
      totalCount: t.int({
        description: 'Number of items in the whole list, not only on this page.',
        resolve: (page) => page.totalCount(),
      }),
    }),
  });
  return ref;
}

/** The four paging arguments of Relay. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description:
      'Number of items from the start of the list, or after the cursor `after`: 1 to 100, unless this gateway sets another limit. ' +
      `${DEFAULT_PAGE_SIZE} if neither \`first\` nor \`last\` is given. ` +
      '`INVALID_PAGE_SIZE` for any other number.',
  }),
  after: t.string({
    description:
      'Return items after this cursor. Use with `first`. `INVALID_CURSOR` for a cursor of another list or order.',
  }),
  last: t.int({
    description:
      'Number of items from the end of the list, or before the cursor `before`: 1 to 100, unless this gateway sets another limit. ' +
      'Items keep the order of the list. `INVALID_PAGE_SIZE` for any other number.',
  }),
  before: t.string({
    description:
      'Return items before this cursor. Use with `last`. `INVALID_CURSOR` for a cursor of another list or order.',
  }),
}));
