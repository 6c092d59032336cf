import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  getOperationAST,
  Kind,
} from 'graphql';
import type { Context } from '../context.js';

/**
 * The complexity of one operation of a document, as it is compared with
 * `BROADSHEET_MAX_COMPLEXITY`; `undefined` if its variables cannot be used.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  { operationName, variableValues }: Pick<ExecutionArgs, 'operationName' | 'variableValues'>,
  context: Context,
): number | undefined {
  const operation = getOperationAST(document, operationName);
  if (!operation) return undefined;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const alone = { ...document, definitions: [operation, ...fragments] };
  try {
    return complexityFromQuery(alone, {
      schema,
      variables: { ...variableValues },
      ctx: context,
    }).complexity;
  } catch {
    return undefined;
  }
}
