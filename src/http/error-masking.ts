import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import { BroadsheetError } from '../errors.js';

/** The code of everything that a client is not told about. */
const INTERNAL = 'INTERNAL_SERVER_ERROR';

/**
 * What a client may read of an error: registered errors and GraphQL's own as they are, always with
 * an `extensions.code`; all else as one sentence and the id under which the log has the rest.
 */
export function maskError(error: unknown): Error {
  if (!(error instanceof GraphQLError)) return masked(error, undefined);
  const cause = rootOf(error);
  if (cause instanceof BroadsheetError) return coded(error, cause.code, error.message);
  if (cause !== undefined && !(cause instanceof GraphQLError)) return masked(cause, error);
  const code = cause?.extensions.code ?? error.extensions.code;
  return coded(error, typeof code === 'string' ? code : codeOf(error), error.message);
}

/** The error behind errors. */
function rootOf(error: GraphQLError): Error | undefined {
  const { originalError } = error;
  if (originalError instanceof GraphQLError) return rootOf(originalError) ?? originalError;
  return originalError ?? undefined;
}

function coded(error: GraphQLError, code: string, message: string): GraphQLError {
  return new GraphQLError(message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { ...error.extensions, code },
  });
}

function masked(cause: unknown, error: GraphQLError | undefined): GraphQLError {
  const requestId = randomUUID();
  console.error(`[${requestId}]`, cause);
  return new GraphQLError('Something went wrong here. The log has it under the request id.', {
    nodes: error?.nodes ?? null,
    path: error?.path ?? null,
    extensions: { code: INTERNAL, requestId },
  });
}

/** GraphQL's own errors carry no code; their place tells which they are. */
function codeOf({ message, path }: GraphQLError): string {
  if (message.startsWith('Syntax Error')) return 'GRAPHQL_PARSE_FAILED';
  if (path !== undefined || message.startsWith('Variable "$')) return 'BAD_USER_INPUT';
  if (/operation/i.test(message) && !/field|argument|fragment/i.test(message)) {
    return 'OPERATION_NOT_FOUND';
  }
  return 'GRAPHQL_VALIDATION_FAILED';
}
