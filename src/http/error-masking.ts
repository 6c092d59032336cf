import { randomUUID } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { BroadsheetError } from '../errors.js';
import { sentenceOf } from './error-sentences.js';

/** The code of everything that a client is not told about. */
const INTERNAL = 'INTERNAL_SERVER_ERROR';

/**
 * What a client may read of an error: registered errors and GraphQL's own as they are, always with
 * an `extensions.code`; all else as one sentence and the id under which the log has the rest.
 */
export function maskError(error: unknown): Error {
  // Of GraphQL's own errors only those about arguments and variables come so far.
  return readable(error, () => 'BAD_USER_INPUT');
}

/** Gives the errors of validation their codes, so that a wrong value has one wherever it stands. */
export function codeValidationErrors(): Plugin {
  return {
    onValidate:
      () =>
      ({ valid, result, setResult }) => {
        if (!valid) setResult(result.map((error) => readable(error, validationCode)));
      },
  };
}

function validationCode({ nodes }: GraphQLError): string {
  const isAboutValue = /Value$|^ObjectField$/.test(nodes?.[0]?.kind ?? '');
  return isAboutValue ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
}

/** An error that a client may read; GraphQL's own carry no code and get it from `codeOf`. */
function readable(error: unknown, codeOf: (error: GraphQLError) => string): GraphQLError {
  if (!(error instanceof GraphQLError)) return masked(error, undefined);
  const cause = rootOf(error);
  if (cause instanceof BroadsheetError) return registered(cause, error);
  if (cause !== undefined && !(cause instanceof GraphQLError)) return masked(cause, error);
  const code = cause?.extensions.code ?? error.extensions.code;
  return coded(error, typeof code === 'string' ? code : codeOf(error));
}

/** The error behind errors. */
function rootOf(error: GraphQLError): Error | undefined {
  const { originalError } = error;
  if (originalError instanceof GraphQLError) return rootOf(originalError) ?? originalError;
  return originalError ?? undefined;
}

/** A refusal that has a cause (a database that does not answer) is in the log as well. */
function registered(refusal: BroadsheetError, error: GraphQLError): GraphQLError {
  if (refusal.cause === undefined) return coded(error, refusal.code);
  return coded(error, refusal.code, { requestId: logged(refusal.cause) });
}

function coded(
  error: GraphQLError,
  code: string,
  more: Readonly<Record<string, unknown>> = {},
): GraphQLError {
  return new GraphQLError(sentenceOf(error), {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    path: error.path ?? null,
    extensions: { ...error.extensions, ...more, code },
  });
}

function masked(cause: unknown, error: GraphQLError | undefined): GraphQLError {
  return new GraphQLError(
    'Internal server error. The server’s log has the details under `extensions.requestId`.',
    {
      nodes: error?.nodes ?? null,
      path: error?.path ?? null,
      extensions: { code: INTERNAL, requestId: logged(cause) },
    },
  );
}

function logged(cause: unknown): string {
  const requestId = randomUUID();
  console.error(`[${requestId}]`, cause);
  return requestId;
}
