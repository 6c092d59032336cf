import { BroadsheetError, quoted } from '../errors.js';

/** The type and the key that a global id encodes. */
export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** The opaque id for `node`; it never changes for an object. */
export function encodeGlobalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/** Decodes a global id; throws `INVALID_ID` if it is not valid. */
export function decodeGlobalId(globalId: string): GlobalId {
  const decoded = parsed(globalId);
  if (decoded === undefined) throw malformedId(globalId);
  return decoded;
}

/** The type name that `decodeOrMark` returns for text that is not a global id. */
export const MALFORMED = '';

/**
 * Like `decodeGlobalId`, but returns a malformed id with the type name `MALFORMED` and its own
 * text. A field with several ids can thus report the error for that item only.
 */
export function decodeOrMark(globalId: string): GlobalId {
  return parsed(globalId) ?? { typename: MALFORMED, id: globalId };
}

/** Creates the `INVALID_ID` error for text that is not a global id. */
export function malformedId(text: string): BroadsheetError {
  return new BroadsheetError(
    'INVALID_ID',
    `Expected a global id as an \`id\` field returns it, found ${quoted(text)}.`,
  );
}

function parsed(globalId: string): GlobalId | undefined {
  const text = /^[\w-]+$/.test(globalId) ? Buffer.from(globalId, 'base64url').toString() : '';
  const [, typename, id] = /^([A-Z]\w*):([\x21-\x7e]+)$/.exec(text) ?? [];
  if (typename === undefined || id === undefined) return undefined;
  return encodeGlobalId(typename, id) === globalId ? { typename, id } : undefined;
}

/** The key in a global id of one type; throws `INVALID_ID` for an id of another type. */
export function keyOfType(typename: string, globalId: string): string {
  const decoded = decodeGlobalId(globalId);
  if (decoded.typename !== typename) {
    throw new BroadsheetError(
      'INVALID_ID',
      `Expected an id of type ${typename}, found one of type ${decoded.typename}: ${quoted(globalId)}.`,
    );
  }
  return decoded.id;
}
