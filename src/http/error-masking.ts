import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { BroadsheetError } from '../errors.js';
import type { Log } from '../log.js';
import { sentenceOf } from './error-sentences.js';
import { currentRequest, hasClientGone, requestIdFrom } from './request-record.js';

/** The code of everything that a client is not told about. */
const INTERNAL = 'INTERNAL_SERVER_ERROR';

/**
 * What a client may read of an error: registered errors and GraphQL's own as they are, always with
 * an `extensions.code`; all else as one sentence and the id under which the log has the rest.
 */
export function maskErrors(log: Log): (error: unknown) => Error {
  // Of GraphQL's own errors only those about arguments and variables come so far.
  return (error) => readable(log, error, () => 'BAD_USER_INPUT');
}

/** Gives the errors of validation their codes, so that a wrong value has one wherever it stands. */
export function codeValidationErrors(log: Log): Plugin {
  return {
    onValidate:
      () =>
      ({ valid, result, setResult }) => {
        if (!valid) setResult(result.map((error) => readable(log, error, validationCode)));
      },
  };
}

function validationCode({ nodes }: GraphQLError): string {
  const isAboutValue = /Value$|^ObjectField$/.test(nodes?.[0]?.kind ?? '');
  return isAboutValue ? 'BAD_USER_INPUT' : 'GRAPHQL_VALIDATION_FAILED';
}

/** An error that a client may read; GraphQL's own carry no code and get it from `codeOf`. */
function readable(log: Log, error: unknown, codeOf: (error: GraphQLError) => string): GraphQLError {
  if (!(error instanceof GraphQLError)) return masked(log, error, undefined);
  const cause = rootOf(error);
  if (cause instanceof BroadsheetError) return registered(log, cause, error);
  if (cause !== undefined && !(cause instanceof GraphQLError)) return masked(log, cause, error);
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
function registered(log: Log, refusal: BroadsheetError, error: GraphQLError): GraphQLError {
  if (refusal.cause === undefined) return coded(error, refusal.code);
  return coded(error, refusal.code, { requestId: logged(log, 'warn', refusal.cause) });
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

function masked(log: Log, cause: unknown, error: GraphQLError | undefined): GraphQLError {
  return new GraphQLError(
    'Internal server error. The server’s log has the details under `extensions.requestId`.',
    {
      nodes: error?.nodes ?? null,
      path: error?.path ?? null,
      extensions: { code: INTERNAL, requestId: logged(log, 'error', cause) },
    },
  );
}

/**
 * Logs a fault under the id of the request that met it, and returns the id. A client that went away
 * aborts its own reads: that is no fault, and is logged at level `debug`.
 */
function logged(log: Log, level: 'warn' | 'error', cause: unknown): string {
  const record = currentRequest();
  const requestId = record?.id ?? requestIdFrom(undefined);
  log[record && hasClientGone(record) ? 'debug' : level](
    { requestId, err: cause },
    'a field failed',
  );
  return requestId;
}
