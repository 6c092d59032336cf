import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';

/** Closes a server without losing a request that has reached it. */
export interface Closing {
  /**
   * Takes no new connection, answers what comes on those that are open with `Connection: close`,
   * and resolves when all are closed: after `graceMs` at the latest.
   */
  close(graceMs: number): Promise<void>;
}

/** Milliseconds without any request after which open connections count as idle. */
const QUIET_MS = 750;

/** Milliseconds between two looks for connections that have become idle. */
const LOOK_MS = 50;

/**
 * Follows a server's connections from its start, so that it can be closed.
 *
 * `Server.close` of Node closes idle connections at once, while a request may be on its way on
 * them, and lets the others stay open for as long as their clients ask more. Here a connection is
 * told `Connection: close` with its next answer, and is closed without one only after a pause in
 * which no connection has sent a request: a client may be slow to read its answer and ask again.
 */
export function closingOf(server: Server): Closing {
  const sockets = new Set<Socket>();
  const responses = new Set<ServerResponse>();
  let isClosing = false;
  let lastRequest = performance.now();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
    lastRequest = performance.now();
    if (isClosing) announceEnd(response);
    responses.add(response);
    response.once('close', () => responses.delete(response));
  });
  return {
    close: async (graceMs) => {
      isClosing = true;
      for (const response of responses) announceEnd(response);
      const begun = performance.now();
      const closeIdle = () => {
        const isQuiet = performance.now() - Math.max(begun, lastRequest) >= QUIET_MS;
        if (isQuiet) closeIdleConnections(server, sockets);
      };
      await untilClosed(server, closeIdle, graceMs);
    },
  };
}

function announceEnd(response: ServerResponse): void {
  if (!response.headersSent) response.setHeader('connection', 'close');
}

async function untilClosed(server: Server, closeIdle: () => void, graceMs: number): Promise<void> {
  // The method of the class above: HTTP's own would close idle connections at once.
  const closed = new Promise<void>((resolve) => {
    NetServer.prototype.close.call(server, () => resolve());
  });
  const begun = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - begun >= graceMs) server.closeAllConnections();
    // After a poll for input: what has arrived is read before connections count as idle.
    else setImmediate(closeIdle);
  }, LOOK_MS);
  await closed;
  clearInterval(timer);
  server.closeAllConnections();
}

/** Node does not count a connection as idle on which nothing was ever sent. */
function closeIdleConnections(server: Server, sockets: Set<Socket>): void {
  server.closeIdleConnections();
  for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
}
