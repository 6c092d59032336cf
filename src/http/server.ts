import { createServer, type Server, type ServerResponse } from 'node:http';
import { StartError } from '../errors.js';
import type { Handler } from './handler.js';

/** A listening HTTP server. */
export interface RunningServer {
  readonly port: number;
  /** Takes no more requests, lets those under way end, and closes. */
  close(): Promise<void>;
}

/** How long requests under way may take to end, in milliseconds. */
const GRACE = 5_000;

/** Listens; `StartError` if the port is taken or the host is none of this machine's. */
export async function listen(handler: Handler, host: string, port: number): Promise<RunningServer> {
  const server = createServer((request, response) => {
    if (isHostUsable(request.headers.host)) void handler(request, response);
    else refuseHost(response);
  });
  await bind(server, host, port);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : port,
    close: () => close(server),
  };
}

/**
 * Whether a `Host` header is a name or address with a port or none, and nothing more: the rest of
 * the house makes an address of it, and `a/b?` would put its own path before the one asked for.
 */
function isHostUsable(host: string | undefined): boolean {
  return host === undefined || /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host);
}

function refuseHost(response: ServerResponse): void {
  const message = 'Expected a Host header such as magazine.example or localhost:4000.';
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
