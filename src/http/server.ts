import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { StartError } from '../errors.js';

/** Answers a request of Node's server. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A listening HTTP server. */
export interface RunningServer {
  readonly port: number;
  /** Takes no more requests, lets those under way end, and closes. */
  close(): Promise<void>;
}

/** How long requests under way may take to end, in milliseconds. */
const GRACE = 5_000;

/** Listens; `StartError` if the port is taken or the host is none of this machine's. */
export async function listen(
  handler: RequestHandler,
  host: string,
  port: number,
): Promise<RunningServer> {
  const server = createServer((request, response) => {
    const target = targetOf(request);
    if (!isHostUsable(request.headers.host)) refuse(response, USABLE_HOST);
    else if (target === undefined) refuse(response, USABLE_TARGET);
    else {
      request.url = target;
      void handler(request, response);
    }
  });
  await bind(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => close(server),
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

function refuse(response: ServerResponse, message: string): void {
  response.writeHead(400, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST' } }] }));
}

/** Throws as `listen` would, and leaves the port free. */
export async function refuseUnusablePort(host: string, port: number): Promise<void> {
  const server = createServer();
  await bind(server, host, port);
  await close(server);
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

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE);
  await closed;
  clearTimeout(timer);
}
