import type { Position, StretchStart } from '../database/keyset.js';
import { encodeCursor } from './cursor.js';
import { type PageArguments, type PageLimits, readPage } from './paging.js';

/** A part of a list to read, in the list's order or in reverse. */
export interface Stretch {
  readonly isReversed: boolean;
  readonly start?: StretchStart;
  readonly limit: number;
}

/** A list that is sorted by one value and then by id. */
export interface SortedList<T> {
  /** The kind and order of the list, as its cursors name it. */
  readonly order: string;
  /** Reads in the requested direction: a reversed part begins with the last item. */
  readonly read: (stretch: Stretch) => Promise<readonly T[]>;
  readonly count: () => Promise<number>;
  readonly positionOf: (item: T) => Position;
}

/** An item with its cursor. */
export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}

/** A Relay connection; every part is read only when it is requested, and only once. */
export interface Connection<T, E extends Edge<T> = Edge<T>> {
  readonly edges: () => Promise<readonly E[]>;
  readonly hasNextPage: () => Promise<boolean>;
  readonly hasPreviousPage: () => Promise<boolean>;
  readonly totalCount: () => Promise<number>;
}

/**
 * A page of a sorted list; `limits` is the request's context.
 *
 * One item more than requested is read, to find out whether another follows in the direction of
 * paging. The opposite direction is only checked if it is requested. So both values are correct
 * even if the data has changed between two pages.
 */
export function connectionOf<T>(
  limits: PageLimits,
  given: PageArguments,
  list: SortedList<T>,
): Connection<T> {
  const page = readPage(given, list.order, limits);
  const read = once(async () => {
    const start = page.cursor && { position: page.cursor, isInclusive: false };
    const items = await list.read({
      isReversed: page.isBackward,
      ...(start === undefined ? {} : { start }),
      limit: page.size + 1,
    });
    const shown = items.slice(0, page.size);
    return { hasMore: items.length > page.size, items: page.isBackward ? shown.reverse() : shown };
  });
  const hasMore = async () => (await read()).hasMore;
  const hasBehind = once(async () => {
    if (page.cursor === undefined) return false;
    const { items } = await read();
    const nearest = page.isBackward ? items.at(-1) : items[0];
    const position = nearest === undefined ? page.cursor : list.positionOf(nearest);
    const [neighbour] = await list.read({
      isReversed: !page.isBackward,
      start: { position, isInclusive: nearest === undefined },
      limit: 1,
    });
    return neighbour !== undefined;
  });
  return {
    edges: once(async () => {
      const { items } = await read();
      return items.map((node) => ({
        node,
        cursor: encodeCursor(list.order, list.positionOf(node)),
      }));
    }),
    hasNextPage: page.isBackward ? hasBehind : hasMore,
    hasPreviousPage: page.isBackward ? hasMore : hasBehind,
    totalCount: once(list.count),
  };
}

/** Caches the result of the first call. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
