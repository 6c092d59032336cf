import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedEngine } from './embedded-engine.js';
import { MessageCount } from './message-count.js';

/** Pause before another attempt to open the folder, in milliseconds. */
const PAUSE = 250;

/**
 * A socket of this process's own, behind which answers whoever runs the engine.
 *
 * For a process that is attached to the engine of another. When that ends, this one opens the
 * folder itself, or attaches to whoever was quicker. The driver notices as little as can be: its
 * connections are neither refused nor closed but wait, except those on which an answer was due.
 * Two measured habits of the driver (7.9) ask for that: after a refused connection it takes the
 * server for overloaded and looks for it ten seconds later, and a command that is written to a
 * connection in the moment in which that closes may wait for ever.
 */
export class EngineLine {
  readonly #sockets = new Set<Socket>();
  readonly #home: string;
  #engine: EmbeddedEngine;
  #reopening: Promise<void> | undefined;
  #isClosed = false;

  private constructor(engine: EmbeddedEngine, home: string) {
    this.#engine = engine;
    this.#home = home;
  }

  /** Opens a line to an engine. */
  static async open(engine: EmbeddedEngine): Promise<EngineLine> {
    const line = new EngineLine(engine, await mkdtemp(join(tmpdir(), 'broadsheet-')));
    const server = createServer({ pauseOnConnect: true }, (near) => void line.#carry(near));
    server.listen(line.#path);
    await once(server, 'listening');
    // It keeps no process running that has nothing else to do.
    server.unref();
    return line;
  }

  /** What `new MongoClient(uri)` connects to. */
  get uri(): string {
    return `mongodb://${encodeURIComponent(this.#path)}/?directConnection=true`;
  }

  /** Cuts all connections and closes the engine, if by now it is this process that runs it. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const socket of this.#sockets) socket.destroy();
    await this.#reopening;
    await this.#engine.close();
    await rm(this.#home, { recursive: true, force: true });
  }

  get #path(): string {
    return join(this.#home, 'mongodb.sock');
  }

  /** Carries one connection of the driver's, from one engine to the next. */
  async #carry(near: Socket): Promise<void> {
    this.#keep(near);
    while (!near.destroyed) {
      const far = await this.#reach(near);
      if (far === undefined) return;
      this.#keep(far);
      const isAnswerDue = await carryBetween(near, far);
      if (isAnswerDue) near.destroy();
    }
  }

  /**
   * A connection to the engine, as soon as there is one and as long as the near end waits for it.
   */
  async #reach(near: Socket): Promise<Socket | undefined> {
    while (!near.destroyed && !this.#isClosed) {
      const far = connect(decodeURIComponent(new URL(this.#engine.uri).host));
      try {
        await once(far, 'connect');
        return far;
      } catch {
        this.#reopening ??= this.#reopen();
        await this.#reopening;
      }
    }
    near.destroy();
    return undefined;
  }

  async #reopen(): Promise<void> {
    try {
      this.#engine = await this.#engine.reopen();
    } catch {
      // Somebody holds the folder and does not answer: they may in a moment.
      await sleep(PAUSE);
    } finally {
      this.#reopening = undefined;
    }
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }
}

/** Carries until the far end closes; tells whether it has left a command without its answer. */
async function carryBetween(near: Socket, far: Socket): Promise<boolean> {
  const commands = new MessageCount();
  const answers = new MessageCount();
  const takeCommand = (chunk: Buffer) => commands.take(chunk);
  const hangUp = () => far.destroy();
  near.on('data', takeCommand).on('close', hangUp);
  far.on('data', (chunk) => answers.take(chunk));
  near.pipe(far, { end: false });
  far.pipe(near, { end: false });
  if (near.destroyed) far.destroy();
  await new Promise((resolve) => far.once('close', resolve));
  near.unpipe(far);
  near.off('data', takeCommand).off('close', hangUp).pause();
  return commands.isInMiddle || answers.isInMiddle || commands.whole > answers.whole;
}
