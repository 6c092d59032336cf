import type { Context } from '../../context.js';
import { builder } from '../../graphql/builder.js';
import { keyOfType } from '../../graphql/global-id.js';
import type { PageArguments } from '../../graphql/paging.js';
import { connectionOf } from '../../graphql/sorted-list.js';
import type { NamedListRequest } from './named.collection.js';
import type { NamedDocument } from './named.document.js';
import { ifShown, type NamedLoaders } from './named.loaders.js';

/** The GraphQL types of which the objects have a name. */
export type NamedType = 'Topic' | 'Author';

/** How a client names one object: by id or by slug, exactly one of them. */
export interface NamedBy {
  readonly id?: string | null;
  readonly slug?: string | null;
}

/** The input type that names one object. */
export function namedByType(type: NamedType) {
  return builder.inputType(`${type}By`, {
    description: `Names one ${type.toLowerCase()}, in exactly one of these ways.`,
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'The global id.' }),
      slug: t.string({ description: 'The name in the address.' }),
    }),
  });
}

/** The object that a client names; `null` if there is none that the request may know of. */
export function namedOne<T extends NamedDocument>(
  type: NamedType,
  loaders: NamedLoaders<T>,
  { id, slug }: NamedBy,
  context: Context,
): Promise<T | null> {
  const loading =
    typeof id === 'string'
      ? loaders.byId(context).load(keyOfType(type, id))
      : loaders.bySlug(context).load(String(slug));
  return ifShown(context, loading);
}

/** The orders of a list of named objects. */
export type NameOrder = 'NAME' | 'NAME_DESCENDING';

/** The enum of the orders of a list. */
export function nameOrderType(type: NamedType) {
  return builder.enumType(`${type}Order`, {
    description: `The orders of a list of ${type.toLowerCase()}s.`,
    values: {
      NAME: { description: 'By name, A to Z, whatever the accents and the case.' },
      NAME_DESCENDING: { description: 'By name, Z to A.' },
    } satisfies Record<NameOrder, { description: string }>,
  });
}

/** Which list is paged through; `list` is null for an empty one. */
export interface NamedList<T extends NamedDocument> {
  readonly type: NamedType;
  readonly loaders: NamedLoaders<T>;
  readonly list: NamedListRequest['list'] | null;
  readonly order: NameOrder;
}

/** One page of a list of named objects. */
export function namedPage<T extends NamedDocument>(
  page: PageArguments,
  { type, loaders, list, order }: NamedList<T>,
  context: Context,
) {
  return connectionOf<T>(context, page, {
    order: `${type.toLowerCase()}s ${order}`,
    positionOf: ({ sortName, _id }) => ({ value: sortName, id: _id }),
    count: async () => (list === null ? 0 : loaders.count(context).load(list)),
    read: async ({ isReversed, ...stretch }) => {
      const direction = isReversed === (order === 'NAME') ? -1 : 1;
      return list === null ? [] : loaders.stretch(context).load({ list, direction, ...stretch });
    },
  });
}
