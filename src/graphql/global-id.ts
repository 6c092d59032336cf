import { BroadsheetError, quoted } from '../errors.js';

/** The type and the key that a global id names. */
export interface GlobalId {
  readonly typename: string;
  readonly id: string;
}

/** The opaque id that `node` takes, the same for one object for ever. */
export function encodeGlobalId(typename: string, id: string): string {
  return Buffer.from(`${typename}:${id}`).toString('base64url');
}

/** What a global id names; an `INVALID_ID` for anything that is none. */
export function decodeGlobalId(globalId: string): GlobalId {
  const text = /^[\w-]+$/.test(globalId) ? Buffer.from(globalId, 'base64url').toString() : '';
  const [, typename, id] = /^([A-Z]\w*):([\x21-\x7e]+)$/.exec(text) ?? [];
  if (typename === undefined || id === undefined || encodeGlobalId(typename, id) !== globalId) {
    throw new BroadsheetError(
      'INVALID_ID',
      `Expected an id as it stands in an \`id\` field, found ${quoted(globalId)}.`,
    );
  }
  return { typename, id };
}

/** The key behind a global id of one type; an `INVALID_ID` for an id of another. */
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
