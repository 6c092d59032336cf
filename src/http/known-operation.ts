import type { ASTVisitor, ValidationContext } from 'graphql';
import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Refuses a document from which it is not plain what to run, or that asks for what the schema
 * lacks.
 */
export function requireKnownOperation(): Plugin {
  return {
    onParse:
      () =>
      ({ result, context }) => {
        if (isDocument(result)) refuseUnclear(result, context.params?.operationName);
      },
    onValidate: ({ addValidationRule }) => {
      addValidationRule(knownOperationTypes);
    },
  };
}

function isDocument(result: unknown): result is DocumentNode {
  return typeof result === 'object' && result !== null && 'definitions' in result;
}

function refuseUnclear(document: DocumentNode, wanted: string | null | undefined): void {
  const operations = document.definitions.filter(isOperation);
  const names = operations.map(({ name }) => name?.value ?? 'one without a name').join(', ');
  if (operations.length === 0) {
    throw unclear('Expected an operation in the document, found none.');
  }
  if (wanted === null || wanted === undefined) {
    if (operations.length === 1) return;
    throw unclear(`Expected one operation, or operationName to say which, found ${names}.`);
  }
  if (operations.some(({ name }) => name?.value === wanted)) return;
  throw unclear(`Expected operationName to name an operation of the document, found ${names}.`);
}

function isOperation(definition: { readonly kind: Kind }): definition is OperationDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION;
}

function unclear(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } },
  });
}

/** GraphQL 17 has this rule of its own; in 16 such an operation fails when it is run. */
function knownOperationTypes(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (node) => {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(
        new GraphQLError(`Expected a query, found a ${node.operation}: this schema has none.`, {
          nodes: node,
        }),
      );
    },
  };
}
