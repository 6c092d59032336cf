import { type GraphQLSchema, isInterfaceType } from 'graphql';
import { BroadsheetError, quoted } from '../errors.js';
import { type GlobalId, MALFORMED, malformedId } from './global-id.js';

/**
 * The `INVALID_ID` error for an id that `node` cannot read: malformed, or of a type without global
 * ids. `undefined` if the id is valid.
 */
export function nodeIdError(schema: GraphQLSchema, { typename, id }: GlobalId) {
  if (typename === MALFORMED) return malformedId(id);
  const names = nodeTypes(schema);
  if (names.includes(typename)) return undefined;
  return new BroadsheetError(
    'INVALID_ID',
    `Expected an id of type ${names.join(', ')}, found one of type ${quoted(typename)}.`,
  );
}

/**
 * The object of each id, in the order of the ids. An id that `node` cannot read has an error as its
 * item, which GraphQL reports for that item only.
 */
export async function nodesOrErrors(
  schema: GraphQLSchema,
  ids: readonly GlobalId[],
  load: (ids: (GlobalId | null)[]) => Promise<readonly unknown[]>,
): Promise<unknown[]> {
  const errors = ids.map((id) => nodeIdError(schema, id));
  const nodes = await load(ids.map((id, index) => (errors[index] === undefined ? id : null)));
  return nodes.map((node, index) => errors[index] ?? node);
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
