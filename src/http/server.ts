import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StartError } from '../errors.js';
import { type Log, SILENT_LOG } from '../log.js';
import { closingOf } from './closing.js';
import { REQUEST_ID_HEADER, requestIdFrom } from './request-record.js';

/** Answers a request of Node's server. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A listening HTTP server. */
export interface RunningServer {
  readonly port: number;
  /** Takes no new connection, lets requests under way end within the grace, and closes. */
  close(): Promise<void>;
}

/** How a server listens and closes. */
export interface ListenOptions {
  /** Milliseconds that requests under way may take to end when it is closed. */
  readonly graceMs?: number;
  /** Where requests are logged that no handler gets. */
  readonly log?: Log;
}

/** The grace in milliseconds unless one is given. */
const DEFAULT_GRACE_MS = 5_000;

/** Listens; `StartError` if the port is taken or the host is none of this machine's. */
export async function listen(
  handler: RequestHandler,
  host: string,
  port: number,
  { graceMs = DEFAULT_GRACE_MS, log = SILENT_LOG }: ListenOptions = {},
): Promise<RunningServer> {
  const server = createServer((request, response) => {
    const target = targetOf(request);
    if (!isHostUsable(request.headers.host)) refuse(request, response, USABLE_HOST, log);
    else if (target === undefined) refuse(request, response, USABLE_TARGET, log);
    else {
      request.url = target;
      void handler(request, response);
    }
  });
  const closing = closingOf(server);
  await bind(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => closing.close(graceMs),
  };
}

const USABLE_HOST = 'Expected a Host header such as magazine.example or localhost:4000.';
const USABLE_TARGET = 'Expected a path such as /graphql, or a whole http address.';

/**
 * Whether a `Host` header is a name or address with a port or none, and nothing more: the rest of
 * the house makes an address of it, and `a/b?` would put its own path before the one asked for.
 */
function isHostUsable(host: string | undefined): boolean {
  if (host === undefined) return true;
  const isPlain = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host);
  return isPlain && URL.canParse(`http://${host}`);
}

/**
 * The path that a request asks for, with its query. A proxy sends a whole address, whose host is
 * not ours to judge; `*`, which asks about the server at large, is nothing that the house answers.
 */
function targetOf({ url = '/' }: IncomingMessage): string | undefined {
  if (url.startsWith('/')) return url;
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return undefined;
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function refuse(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  message: string,
  log: Log,
): void {
  const given = headers[REQUEST_ID_HEADER];
  const requestId = requestIdFrom(typeof given === 'string' ? given : undefined);
  log.info({ requestId, method, outcome: 'ERROR', status: 400, codes: ['BAD_REQUEST'] }, 'request');
  response.writeHead(400, {
    'content-type': 'application/json',
    connection: 'close',
    [REQUEST_ID_HEADER]: requestId,
  });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }));
}

/** Throws as `listen` would, and leaves the port free. */
export async function refuseUnusablePort(host: string, port: number): Promise<void> {
  const server = createServer();
  await bind(server, host, port);
  await new Promise((resolve) => server.close(resolve));
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(reasonFor(error, host, port)));
    server.listen(port, host, resolve);
  });
}

function reasonFor(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} on ${host} is taken by another program. Set PORT to a free one, or to 0 for any.`,
    );
  }
  if (error.code === 'EACCES') {
    return new StartError(`This user may not listen on port ${port}. Set PORT to one above 1023.`);
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN') {
    return new StartError(
      `Expected HOST to be an address of this machine, found ${JSON.stringify(host)}.`,
    );
  }
  return error;
}
