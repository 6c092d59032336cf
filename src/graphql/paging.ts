import type { Context } from '../context.js';
import type { Position } from '../database/keyset.js';
import { BroadsheetError } from '../errors.js';
import { decodeCursor } from './cursor.js';

/** Relay's paging arguments as a client gave them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** Items on a page unless the client says otherwise. */
export const DEFAULT_PAGE_SIZE = 20;

/** What paging needs of a request's context: the largest page; more is refused, never cut. */
export type PageLimits = { readonly limits: Pick<Context['limits'], 'pageSize'> };

/** A page to be read: from the front of a list, or from its back. */
export interface Page {
  readonly size: number;
  readonly isBackward: boolean;
  /** The place behind which (before which, if backward) the page begins. */
  readonly cursor?: Position;
}

/** The page that arguments ask for in a list of this order; an error that says what is wrong. */
export function readPage(given: PageArguments, order: string, limits: PageLimits): Page {
  const { first, after, last, before } = given;
  if (isGiven(first) && isGiven(last)) {
    throw refused('Expected `first` or `last`, found both.');
  }
  if (isGiven(after) && isGiven(before)) {
    throw refused('Expected `after` (with `first`) or `before` (with `last`), found both.');
  }
  if (isGiven(last) && isGiven(after)) {
    throw refused('`last` counts back from `before`: expected `before` beside it, found `after`.');
  }
  if (isGiven(first) && isGiven(before)) {
    throw refused('`first` counts on from `after`: expected `after` beside it, found `before`.');
  }
  const isBackward = isGiven(last) || isGiven(before);
  const cursor = isBackward ? before : after;
  return {
    size: isBackward ? pageSize('last', last, limits) : pageSize('first', first, limits),
    isBackward,
    ...(isGiven(cursor) ? { cursor: decodeCursor(order, cursor) } : {}),
  };
}

/** How much a list field multiplies what is asked below it; never more than a page can hold. */
export function pageComplexity(given: PageArguments, { limits }: PageLimits) {
  const size = given.first ?? given.last ?? DEFAULT_PAGE_SIZE;
  return { field: 1, multiplier: Math.min(Math.max(size, 1), limits.pageSize) };
}

/** A page size within the limits; an `INVALID_PAGE_SIZE` otherwise. */
export function pageSize(
  name: string,
  size: number | null | undefined,
  { limits }: PageLimits,
): number {
  if (!isGiven(size)) return Math.min(DEFAULT_PAGE_SIZE, limits.pageSize);
  if (size >= 1 && size <= limits.pageSize) return size;
  throw new BroadsheetError(
    'INVALID_PAGE_SIZE',
    `Expected \`${name}\` from 1 to ${limits.pageSize}, found ${size}.`,
  );
}

/** Whether a client gave an optional argument. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function refused(message: string): BroadsheetError {
  return new BroadsheetError('BAD_USER_INPUT', message);
}
