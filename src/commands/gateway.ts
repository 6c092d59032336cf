import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type App, type AppParts, createApp } from '../app.js';
import { isConnectionLost } from '../database/connection-loss.js';
import type { Database } from '../database/database.js';
import { EngineUnavailable } from '../database/engine/unavailable.js';
import { EngineGone } from '../database/engine/watch.js';
import type { Log } from '../log.js';
import { startTicking, type TickingClock } from '../publishing/settling/ticking.js';

/** Milliseconds before another attempt to open a database that could not be opened. */
const PAUSE_MS = 250;

/** What a gateway is made of. */
export interface GatewayParts extends Omit<AppParts, 'database'> {
  readonly log: Log;
  readonly openDatabase: () => Promise<Database>;
}

/** An app and its clock on an open database. */
interface Running {
  readonly database: Database;
  readonly app: App;
  clock?: TickingClock;
}

/**
 * Answers requests on a database that another process may run.
 *
 * When that process ends, the database is opened anew, in this process if no other was quicker, and
 * the app is built again on it. Until then every question is answered with `DATABASE_UNAVAILABLE`.
 */
export class Gateway {
  readonly #parts: GatewayParts;
  readonly #closing = new AbortController();
  readonly #failing = new AbortController();
  #running: Running;
  #isTicking = false;
  #reopening: Promise<void> = Promise.resolve();

  private constructor(parts: GatewayParts, running: Running) {
    this.#parts = parts;
    this.#running = running;
    this.#reopenWhenGone();
  }

  /** Opens the database and builds the app. Throws `StartError` or `EngineUnavailable`. */
  static async open(parts: GatewayParts): Promise<Gateway> {
    return new Gateway(parts, await run(parts));
  }

  /** The app as it is now. */
  get app(): App {
    return this.#running.app;
  }

  /** What the database runs on, for people. */
  get description(): string {
    return this.#running.database.description;
  }

  /** Aborted, with an `ExitError` for people, when the database cannot go on, nor another. */
  get failed(): AbortSignal {
    return this.#failing.signal;
  }

  /** Answers a request. */
  readonly handle = (request: IncomingMessage, response: ServerResponse): unknown =>
    this.#running.app.handler(request, response);

  /** Begins to settle what comes out. */
  startClock(): void {
    this.#isTicking = true;
    this.#running.clock = startTicking(this.#running.app.stores, {
      onTrouble: (error) => logTrouble(this.#parts.log, error),
    });
  }

  /** Stops the clock and closes the database. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#reopening;
    await this.#running.clock?.stop();
    await this.#running.database.close();
  }

  #reopenWhenGone(): void {
    const { failed } = this.#running.database;
    failed?.addEventListener('abort', () => {
      if (this.#closing.signal.aborted) return;
      if (failed.reason instanceof EngineGone) this.#reopening = this.#reopen();
      else this.#failing.abort(failed.reason);
    });
  }

  async #reopen(): Promise<void> {
    await this.#running.clock?.stop();
    await this.#running.database.close();
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        this.#running = await run(this.#parts);
        if (this.#isTicking) this.startClock();
        this.#reopenWhenGone();
        return;
      } catch (error) {
        logFailure(this.#parts.log, error);
        await sleep(PAUSE_MS, undefined, { signal }).catch(() => {});
      }
    }
  }
}

async function run({ openDatabase, ...parts }: GatewayParts): Promise<Running> {
  const database = await openDatabase();
  try {
    return { database, app: await createApp({ ...parts, database }) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function logFailure(log: Log, error: unknown): void {
  if (error instanceof EngineUnavailable) log.error(error.message);
  else log.error({ err: error }, 'The database could not be opened; it is tried again.');
}

function logTrouble(log: Log, error: unknown): void {
  const message = 'Scheduled articles are counted and related later: the database failed.';
  if (isConnectionLost(error)) log.warn(message);
  else log.error({ err: error }, message);
}
