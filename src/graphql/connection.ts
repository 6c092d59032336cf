import type { ObjectRef } from '@pothos/core';
import { builder, type SchemaShape } from './builder.js';
import { DEFAULT_PAGE_SIZE } from './paging.js';
import type { Connection, Edge } from './sorted-list.js';

type Types = PothosSchemaTypes.ExtendDefaultTypes<SchemaShape>;

/**
 * A type of which no more is known than that it is one: what a field of it resolves to is settled
 * by the parameters of `edgeType` and `connectionType`, and Pothos cannot follow those inside.
 */
type AnyObject = ObjectRef<Types, unknown>;

const PageInfo = builder.objectRef<Connection<unknown>>('PageInfo');

PageInfo.implement({
  description: 'What lies on both sides of a page.',
  fields: (t) => ({
    hasNextPage: t.boolean({
      description: 'Whether an item follows the last one of this page.',
      resolve: (page) => page.hasNextPage(),
    }),
    hasPreviousPage: t.boolean({
      description: 'Whether an item stands before the first one of this page.',
      resolve: (page) => page.hasPreviousPage(),
    }),
    startCursor: t.string({
      description: 'The cursor of the first item, for `before`; null on an empty page.',
      nullable: true,
      resolve: async (page) => (await page.edges())[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      description: 'The cursor of the last item, for `after`; null on an empty page.',
      nullable: true,
      resolve: async (page) => (await page.edges()).at(-1)?.cursor ?? null,
    }),
  }),
});

/** The plain edge type of a node: the item and its cursor. */
export function edgeType<T>(name: string, node: ObjectRef<Types, T>) {
  const item: AnyObject = node;
  const ref = builder.objectRef<Edge<T>>(`${name}Edge`);
  ref.implement({
    description: 'An item of the list and its place in it.',
    fields: (t) => ({
      node: t.field({
        type: item,
        description: 'The item.',
        resolve: (edge) => edge.node,
      }),
      cursor: t.exposeString('cursor', {
        description: 'The place of the item, for `after` and `before`.',
      }),
    }),
  });
  return ref;
}

/**
 * The connection type of a node: `edges`, `nodes`, `pageInfo` and `totalCount`.
 *
 * The only paging in the house. The list itself is a `Connection` from `connectionOf`.
 */
export function connectionType<T, E extends Edge<T>>(
  name: string,
  node: ObjectRef<Types, T>,
  edge: ObjectRef<Types, E>,
) {
  const item: AnyObject = node;
  const place: AnyObject = edge;
  const ref = builder.objectRef<Connection<T, E>>(`${name}Connection`);
  // The field that gives the connection has multiplied by the page's size already.
  const asCounted = { field: 1, multiplier: 1 };
  ref.implement({
    description: 'A page of a list.',
    fields: (t) => ({
      edges: t.field({
        type: [place],
        description: 'The items with their cursors.',
        complexity: asCounted,
        resolve: (page) => page.edges(),
      }),
      nodes: t.field({
        type: [item],
        description: 'The items alone.',
        complexity: asCounted,
        resolve: async (page) => (await page.edges()).map((each) => each.node),
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: 'What lies on both sides of this page.',
        resolve: (page) => page,
      }),
      totalCount: t.int({
        description: 'How many items the whole list has; counted only when asked for.',
        resolve: (page) => page.totalCount(),
      }),
    }),
  });
  return ref;
}

/** Relay's four paging arguments. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    description:
      'How many items from the front, 1 to 100 unless this gateway sets another limit; ' +
      `${DEFAULT_PAGE_SIZE} if nothing is said.`,
  }),
  after: t.string({ description: 'Begin behind this cursor; goes with `first`.' }),
  last: t.int({
    description: 'How many items from the back, 1 to 100 unless this gateway sets another limit.',
  }),
  before: t.string({ description: 'End before this cursor; goes with `last`.' }),
}));
