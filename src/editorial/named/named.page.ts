import type { Context } from '../../context.js';
import { BroadsheetError, quoted } from '../../errors.js';
import { builder } from '../../graphql/builder.js';
import { keyOfType } from '../../graphql/global-id.js';
import type { PageArguments } from '../../graphql/paging.js';
import { connectionOf } from '../../graphql/sorted-list.js';
import type { NamedListRequest } from './named.collection.js';
import type { NamedDocument } from './named.document.js';
import { ifShown, type NamedLoaders } from './named.loaders.js';

/** The GraphQL types whose objects have a name. */
export type NamedType = 'Topic' | 'Author';

/** Names one object, by exactly one of id or slug. */
export interface NamedBy {
  readonly id?: string | null;
  readonly slug?: string | null;
}

/** Creates the input type that names one object. */
export function namedByType(type: NamedType) {
  return builder.inputType(`${type}By`, {
    description: `Identifies one ${type.toLowerCase()}. Give exactly one of the keys; it must not be null.`,
    isOneOf: true,
    fields: (t) => ({
      id: t.id({ description: 'Global id. `INVALID_ID` for anything else.' }),
      slug: t.string({ description: 'Slug, as the `slug` field returns it.' }),
    }),
  });
}

/** The object that a client names; `null` if it does not exist or is not visible. */
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

/**
 * The object in a filter. Throws `UNKNOWN_FILTER_VALUE` if it does not exist or is not visible; the
 * error is the same for both, so it does not reveal unpublished objects.
 */
export async function namedInFilter<T extends NamedDocument>(
  type: NamedType,
  loaders: NamedLoaders<T>,
  by: NamedBy,
  context: Context,
): Promise<T> {
  const found = await namedOne(type, loaders, by, context);
  if (found !== null) return found;
  const key = typeof by.id === 'string' ? `id ${quoted(by.id)}` : `slug ${quoted(String(by.slug))}`;
  throw new BroadsheetError(
    'UNKNOWN_FILTER_VALUE',
    `Expected the id or slug of an existing ${type.toLowerCase()}, found the ${key}.`,
  );
}

/** The orders of a list of topics or authors. */
export type NameOrder = 'NAME' | 'NAME_DESCENDING';

/** Creates the enum of the orders of a list. */
export function nameOrderType(type: NamedType) {
  return builder.enumType(`${type}Order`, {
    description: `The order of a list of ${type.toLowerCase()}s.`,
    values: {
      NAME: { description: 'By name, A to Z; accents and upper case are ignored.' },
      NAME_DESCENDING: { description: 'By name, Z to A; accents and upper case are ignored.' },
    } satisfies Record<NameOrder, { description: string }>,
  });
}

/** The list to page through. */
export interface NamedList<T extends NamedDocument> {
  readonly type: NamedType;
  readonly loaders: NamedLoaders<T>;
  readonly list: NamedListRequest['list'];
  readonly order: NameOrder;
}

/** A page of a list of named objects. */
export function namedPage<T extends NamedDocument>(
  page: PageArguments,
  { type, loaders, list, order }: NamedList<T>,
  context: Context,
) {
  return connectionOf<T>(context, page, {
    order: `${type.toLowerCase()}s ${order}`,
    positionOf: ({ sortName, _id }) => ({ value: sortName, id: _id }),
    count: () => loaders.count(context).load(list),
    read: ({ isReversed, ...stretch }) => {
      const direction = isReversed === (order === 'NAME') ? -1 : 1;
      return loaders.stretch(context).load({ list, direction, ...stretch });
    },
  });
}
