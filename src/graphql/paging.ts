import type { Context } from '../context.js';
import type { Position } from '../database/keyset.js';
import { BroadsheetError } from '../errors.js';
import { decodeCursor } from './cursor.js';

/** Relay's paging arguments as a client sent them. */
export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
}

/** The number of items on a page if the client does not set it. */
export const DEFAULT_PAGE_SIZE = 20;

/**
 * The part of a request's context that paging needs: the maximum number of items on a page. A
 * larger request is rejected, not shortened.
 */
export type PageLimits = { readonly limits: Pick<Context['limits'], 'pageSize'> };

/** The page to read, counted from the beginning of a list or from its end. */
export interface Page {
  readonly size: number;
  readonly isBackward: boolean;
  /** The position after which the page begins (before which, if backward). */
  readonly cursor?: Position;
}

/**
 * The page that the arguments request in a list with the given order. Throws `BAD_USER_INPUT`,
 * `INVALID_PAGE_SIZE` or `INVALID_CURSOR`.
 */
export function readPage(given: PageArguments, order: string, limits: PageLimits): Page {
  const { first, after, last, before } = given;
  if (isGiven(first) && isGiven(last)) {
    throw refused('Expected `first` or `last`, found both.');
  }
  if (isGiven(after) && isGiven(before)) {
    throw refused('Expected `after` (with `first`) or `before` (with `last`), found both.');
  }
  if (isGiven(last) && isGiven(after)) {
    throw refused(
      'Expected `last` with `before`, found it with `after`: use `first` with `after`.',
    );
  }
  if (isGiven(first) && isGiven(before)) {
    throw refused(
      'Expected `first` with `after`, found it with `before`: use `last` with `before`.',
    );
  }
  const isBackward = isGiven(last) || isGiven(before);
  const cursor = isBackward ? before : after;
  return {
    size: isBackward ? pageSize('last', last, limits) : pageSize('first', first, limits),
    isBackward,
    ...(isGiven(cursor) ? { cursor: decodeCursor(order, cursor) } : {}),
  };
}

/**
 * The complexity of a list field: it multiplies its subfields by the page size, at most by the
 * maximum.
 */
export function pageComplexity(given: PageArguments, { limits }: PageLimits) {
  const size = given.first ?? given.last ?? DEFAULT_PAGE_SIZE;
  return { field: 1, multiplier: Math.min(Math.max(size, 1), limits.pageSize) };
}

/** A page size within the limits; throws `INVALID_PAGE_SIZE` otherwise. */
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

/** Whether a client sent an optional argument with a value. */
export function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

function refused(message: string): BroadsheetError {
  return new BroadsheetError('BAD_USER_INPUT', message);
}
