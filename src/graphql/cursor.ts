import type { Position } from '../database/keyset.js';
import { BroadsheetError, quoted } from '../errors.js';

/**
 * Raise it when the format of cursors changes: older cursors are then rejected instead of misread.
 */
const VERSION = 1;

/** The opaque cursor of a position in a list with the given order. */
export function encodeCursor(order: string, { value, id }: Position): string {
  const sortValue = value instanceof Date ? value.getTime() : value;
  return Buffer.from(JSON.stringify([VERSION, order, sortValue, id])).toString('base64url');
}

/**
 * The position that a cursor encodes, in a list with the given order.
 *
 * Throws `INVALID_CURSOR` for anything that is not exactly a cursor from a page, and for a cursor
 * of another list or order, which would skip or repeat items.
 */
export function decodeCursor(order: string, cursor: string): Position {
  const [version, foundOrder, sortValue, id] = parsed(cursor);
  const value = typeof sortValue === 'number' ? new Date(sortValue) : sortValue;
  const isPlace = (value instanceof Date || typeof value === 'string') && typeof id === 'string';
  if (version !== VERSION || typeof foundOrder !== 'string' || !isPlace) throw notOurs(cursor);
  if (encodeCursor(foundOrder, { value, id }) !== cursor) throw notOurs(cursor);
  if (foundOrder !== order) {
    throw new BroadsheetError(
      'INVALID_CURSOR',
      `Expected a cursor of a list in the order ${order}, found one of the order ${quoted(foundOrder)}: ` +
        'page on with the same field and orderBy as before.',
    );
  }
  return { value, id };
}

function parsed(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(value) && value.length === 4 ? value : [];
  } catch {
    return [];
  }
}

function notOurs(cursor: string): BroadsheetError {
  return new BroadsheetError(
    'INVALID_CURSOR',
    `Expected a cursor from an earlier page of this list, found ${quoted(cursor)}.`,
  );
}
