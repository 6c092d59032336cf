import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmbeddedEngine } from './embedded-engine.js';

/** Pause before another attempt to open the folder, in milliseconds. */
const PAUSE = 250;

/**
 * How much later a connection that waits for an answer is cut than those that are idle, in
 * milliseconds.
 *
 * When an answer fails the driver (7.9) asks at once for the server, on an idle connection if it
 * has one; on one that ends in that very moment it waits for ever. So it must have seen them go.
 */
const AFTER_IDLE = 50;

/**
 * A socket of this process's own, behind which answers whoever runs the engine.
 *
 * For a process that is attached to the engine of another. When that ends, this one opens the
 * folder itself, or attaches to whoever was quicker; connections made meanwhile are not refused but
 * wait. So the driver, which takes a refused connection for an overloaded server and asks no
 * further for ten seconds, sees only that some connections broke.
 */
export class EngineLine {
  readonly #sockets = new Set<Socket>();
  /** Those of the driver's connections that wait for no answer. */
  readonly #idle = new Set<Socket>();
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

  async #carry(near: Socket): Promise<void> {
    this.#keep(near);
    const far = await this.#reach(near);
    if (far === undefined) return;
    this.#keep(far);
    near.on('data', () => this.#idle.delete(near));
    far.on('data', () => this.#idle.add(near));
    near.on('close', () => {
      this.#idle.delete(near);
      far.destroy();
    });
    far.on('close', () => {
      for (const socket of this.#idle) socket.destroy();
      setTimeout(() => near.destroy(), AFTER_IDLE);
    });
    near.pipe(far, { end: false });
    far.pipe(near, { end: false });
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
