import {
  type DocumentNode,
  type ExecutionArgs,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.js';
import type { Log } from '../log.js';
import {
  currentRequest,
  hasClientGone,
  REQUEST_ID_HEADER,
  type RequestRecord,
  requestIdFrom,
  withRecord,
} from './request-record.js';

/** The complexity of an operation that is about to be executed. */
export type OperationCost = (
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: Pick<ExecutionArgs, 'operationName' | 'variableValues'>,
  context: Context,
) => number | undefined;

/**
 * Writes one line into the log for each request, and gives its id back as `X-Request-Id`.
 *
 * The line has ids, counts and codes, and never variables, query texts or personal data. A request
 * whose client went away is logged at level `debug`, and so are successful health checks.
 */
export function logRequests(log: Log, costOf: OperationCost): Plugin<Context> {
  return {
    instrumentation: {
      request: async ({ request }, answer) => {
        const record = recordOf(request);
        try {
          await withRecord(record, answer);
        } finally {
          writeLine(log, request, record);
        }
      },
    },
    onParse:
      () =>
      ({ result, context }) => {
        if (isDocument(result)) noteName(result, context.params?.operationName);
      },
    onExecute: ({ args }) => noteCost(args, costOf),
    onResultProcess: ({ result }) => noteCodes(result),
    onResponse: ({ response }) => {
      const record = currentRequest();
      if (record === undefined) return;
      record.status = response.status;
      response.headers.set(REQUEST_ID_HEADER, record.id);
    },
  };
}

function recordOf({ headers, signal }: Request): RequestRecord {
  const id = requestIdFrom(headers.get(REQUEST_ID_HEADER));
  return { id, begun: performance.now(), signal, codes: new Set() };
}

function isDocument(result: unknown): result is DocumentNode {
  return typeof result === 'object' && result !== null && 'definitions' in result;
}

/** The name as the document writes it: a client could send anything as `operationName`. */
function noteName(document: DocumentNode, wanted: string | null | undefined): void {
  const record = currentRequest();
  const name = getOperationAST(document, wanted)?.name?.value;
  if (record && name !== undefined) record.operation = name.slice(0, MAX_TEXT);
}

/** Characters of a name or path in the log. */
const MAX_TEXT = 100;

type Execution = ExecutionArgs & { readonly contextValue: Context };

function noteCost(args: Execution, costOf: OperationCost): void {
  const record = currentRequest();
  if (record === undefined) return;
  const { schema, document, contextValue } = args;
  const cost = costOf(schema, document, args, contextValue);
  if (cost !== undefined) record.cost = cost;
  if (contextValue.readContext.commands) record.commands = contextValue.readContext.commands;
}

function noteCodes(result: unknown): void {
  const { codes } = currentRequest() ?? {};
  if (typeof result !== 'object' || result === null || !('errors' in result)) return;
  if (!Array.isArray(result.errors)) return;
  for (const error of result.errors) codes?.add(String(error?.extensions?.code ?? 'UNKNOWN'));
}

function writeLine(log: Log, request: Request, record: RequestRecord): void {
  const path = new URL(request.url).pathname;
  const outcome = outcomeOf(record);
  const isProbe = outcome === 'OK' && /\/(?:health|ready)$/.test(path);
  const level = outcome === 'ABORTED' || isProbe ? 'debug' : 'info';
  log[level](
    {
      requestId: record.id,
      method: request.method,
      path: path.slice(0, MAX_TEXT),
      operation: record.operation,
      outcome,
      status: record.status,
      codes: [...record.codes],
      milliseconds: Math.round(performance.now() - record.begun),
      cost: record.cost,
      commands: record.commands?.length,
    },
    'request',
  );
}

function outcomeOf(record: RequestRecord): 'OK' | 'ERROR' | 'ABORTED' {
  const { status = 0, codes } = record;
  if (hasClientGone(record)) return 'ABORTED';
  return codes.size === 0 && status >= 200 && status < 400 ? 'OK' : 'ERROR';
}
