import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { MongoClient } from 'mongodb';

/**
 * A proxy to a MongoDB server that can cut connections, like a network failure, or delay replies.
 */
export interface FragileLine {
  /** The connection string of the proxy. */
  readonly uri: string;
  /**
   * The number of commands executed since `cutAfter`, `holdAfter` or `holdInsert` was last called.
   */
  readonly carriedOut: number;
  /**
   * Cuts all connections after that many more commands were executed, before the reply to the last
   * of them is passed on; then calls `onCut`. New connections are accepted at once.
   */
  cutAfter(commands: number, onCut?: () => void): void;
  /** Delays the reply to that command until `meanwhile` has ended. */
  holdAfter(commands: number, meanwhile: () => Promise<unknown>): void;
  /** Delays the reply to the next insert into a collection until `meanwhile` has ended. */
  holdInsert(collection: string, meanwhile: () => Promise<unknown>): void;
  /** Cuts all connections now. */
  cut(): void;
  close(): Promise<void>;
}

/** Commands that a driver sends by itself to manage its connections. */
const SMALL_TALK = new Set(['hello', 'ismaster', 'isMaster', 'ping', 'endSessions', 'buildInfo']);

/**
 * Opens a proxy on a port of this machine, by default a free one, to the first host of `target`.
 */
export async function fragileLine(target: string, wishedPort = 0): Promise<FragileLine> {
  const [host] = new MongoClient(target).options.hosts;
  const far = host?.socketPath
    ? { path: host.socketPath }
    : { host: host?.host ?? 'localhost', port: host?.port ?? 27_017 };
  const sockets = new Set<Socket>();
  let carriedOut = 0;
  let isTurningPoint = (_: string) => false;
  let turn = (passOn: () => void) => passOn();

  const server = createServer((near) => {
    const server = connect(far);
    for (const socket of [near, server]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        near.destroy();
        server.destroy();
      });
    }
    let command: string | undefined;
    onMessages(near, (message) => {
      command = commandIn(message);
      server.write(message);
    });
    onMessages(server, (message) => {
      const passOn = () => near.write(message);
      if (command !== undefined) carriedOut += 1;
      if (command !== undefined && isTurningPoint(command)) {
        isTurningPoint = () => false;
        turn(passOn);
      } else passOn();
      command = undefined;
    });
  });
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const turnAt = (isThere: typeof isTurningPoint, whatThen: typeof turn) => {
    carriedOut = 0;
    isTurningPoint = isThere;
    turn = whatThen;
  };
  const turnAfter = (commands: number, whatThen: typeof turn) =>
    turnAt(() => carriedOut === commands, whatThen);
  server.listen(wishedPort, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return {
    uri: `mongodb://127.0.0.1:${port}/?directConnection=true`,
    get carriedOut() {
      return carriedOut;
    },
    cutAfter: (commands, onCut = () => {}) =>
      turnAfter(commands, () => {
        cut();
        onCut();
      }),
    holdAfter: (commands, meanwhile) =>
      turnAfter(commands, (passOn) => void meanwhile().finally(passOn)),
    holdInsert: (collection, meanwhile) =>
      turnAt(
        (command) => command === `insert ${collection}`,
        (passOn) => void meanwhile().finally(passOn),
      ),
    cut,
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/**
 * Calls `take` with each complete message of MongoDB's wire protocol; its first four bytes are its
 * length.
 */
function onMessages(socket: Socket, take: (message: Buffer) => void): void {
  let rest = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0);
      take(rest.subarray(0, length));
      rest = rest.subarray(length);
    }
  });
}

/**
 * A command's name and collection, such as `insert articles`; `undefined` for commands that manage
 * connections.
 *
 * They are the first element of the document after the header, the flags and the section kind: the
 * name is its key, and the collection is its value, a string (type 2) after its length.
 */
function commandIn(message: Buffer): string | undefined {
  if (message.readInt32LE(12) !== 2013) return undefined;
  const type = 16 + 4 + 1 + 4;
  const end = message.indexOf(0, type + 1);
  const name = message.toString('latin1', type + 1, end);
  if (SMALL_TALK.has(name)) return undefined;
  if (message[type] !== 2) return name;
  return `${name} ${message.toString('utf8', end + 5, message.indexOf(0, end + 5))}`;
}
