import { type GraphQLSchema, isInterfaceType } from 'graphql';
import { BroadsheetError, quoted } from '../errors.js';
import type { GlobalId } from './global-id.js';

/** An `INVALID_ID` unless all ids are of types that `node` can read. */
export function refuseUnlessNodes(schema: GraphQLSchema, ids: readonly GlobalId[]): void {
  const names = nodeTypes(schema);
  const stranger = ids.find(({ typename }) => !names.includes(typename));
  if (stranger === undefined) return;
  throw new BroadsheetError(
    'INVALID_ID',
    `Expected an id of type ${names.join(', ')}, found one of type ${quoted(stranger.typename)}.`,
  );
}

function nodeTypes(schema: GraphQLSchema): string[] {
  const node = schema.getType('Node');
  return isInterfaceType(node)
    ? schema
        .getPossibleTypes(node)
        .map(({ name }) => name)
        .sort()
    : [];
}
