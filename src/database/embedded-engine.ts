import { answers, type Opening, openOrAttach } from './engine-opening.js';
import { EngineUnavailable } from './engine-unavailable.js';

/** A data directory's database, which this process runs or another of the same user does. */
export interface EmbeddedEngine {
  /** What `new MongoClient(uri)` connects to, as long as the process that runs it does. */
  readonly uri: string;
  /** Absolute, without symbolic links. */
  readonly directory: string;
  /** Whether this handle holds the directory; otherwise it was attached to a running engine. */
  readonly isOwner: boolean;
  /** Aborts when the owner's engine cannot go on, with an `EngineUnavailable` for people. */
  readonly failed: AbortSignal;
  /**
   * Ends what this handle and those it was reopened as hold: the owner closes the files and with
   * them all connections, one that was attached leaves the engine alone. Close your own clients
   * first. A second call does nothing.
   */
  close(): Promise<void>;
  /**
   * A handle that answers: this one if it still does, else one opened anew, as owner or attached
   * to whoever was quicker.
   *
   * For one that was attached, when an operation fails with a `MongoNetworkError` or a
   * `MongoServerSelectionError`: `engine = await engine.reopen()`, close the old client, make one
   * for the new `uri`, and repeat what failed, which must be idempotent. Calls at the same time
   * share one attempt, and later ones on this handle answer as the newest handle does, so every
   * part of a program may call it on the handle it knows. Rejects as `openEmbeddedEngine` does,
   * and may then be called again; on a handle that was closed it rejects always.
   */
  reopen(): Promise<EmbeddedEngine>;
}

/** How much of the memory the engine may take. */
export interface EngineOptions {
  /** Megabytes of the engine's cache, at least 1; 64 keeps the process near 300 MB. */
  readonly cacheMegabytes: number;
}

/**
 * The write concern that outlives `SIGKILL` on the embedded engine, and on no other MongoDB.
 *
 * Not `majority`: this build, which has no replication, acknowledges `{ w: 'majority', journal:
 * true }` before the journal is on disk. Measured, by killing the process while it wrote: 124 of
 * 7,623 acknowledged writes lost with `majority`, 0 of 16,159 with `w: 1`.
 */
export const DURABLE_ON_ENGINE: { readonly w: 1; readonly journal: true } = Object.freeze({
  w: 1,
  journal: true,
});

/**
 * Opens the database in `directory`, or attaches to the process of this user that has it open.
 *
 * One engine per process, one process per directory. The engine's own lock decides which; the
 * owner leaves its address in the directory, and those who come later connect to it. Whoever
 * comes while the owner starts or stops waits for ten seconds at most. The options count for the
 * owner; one that attaches takes what is set. Throws `EngineUnavailable`, its message complete.
 */
export async function openEmbeddedEngine(
  directory: string,
  options: EngineOptions,
): Promise<EmbeddedEngine> {
  return new EngineHandle(await oneAtATime(() => openOrAttach(directory, options)), options);
}

class EngineHandle implements EmbeddedEngine {
  readonly uri: string;
  readonly directory: string;
  readonly isOwner: boolean;
  readonly failed: AbortSignal;
  readonly #opening: Opening;
  readonly #options: EngineOptions;
  #isClosed = false;
  #successor: Promise<EngineHandle> | null = null;

  constructor(opening: Opening, options: EngineOptions) {
    this.uri = opening.uri;
    this.directory = opening.directory;
    this.isOwner = opening.kind === 'owner';
    this.failed = opening.kind === 'owner' ? opening.failed : new AbortController().signal;
    this.#opening = opening;
    this.#options = options;
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    const successor = await this.#successor?.catch(() => null);
    if (successor && successor !== this) await successor.close();
    const opening = this.#opening;
    if (opening.kind === 'owner') await oneAtATime(() => opening.close());
  }

  async reopen(): Promise<EmbeddedEngine> {
    if (this.#isClosed) throw new EngineUnavailable(`${this.directory} was closed here.`);
    const current = await this.#succeed();
    return current === this ? this : current.reopen();
  }

  /** The next handle, or this one; remembered only when another has taken its place. */
  async #succeed(): Promise<EngineHandle> {
    this.#successor ??= this.#openAgain();
    try {
      const successor = await this.#successor;
      if (successor === this) this.#successor = null;
      return successor;
    } catch (error) {
      this.#successor = null;
      throw error;
    }
  }

  async #openAgain(): Promise<EngineHandle> {
    if (this.isOwner || (await answers(this.uri, this.directory))) return this;
    const opening = await oneAtATime(() => openOrAttach(this.directory, this.#options));
    return new EngineHandle(opening, this.#options);
  }
}

/**
 * Opening and closing wait for each other: a process has room for one engine, and a second call
 * for the same directory is to find the address of the first.
 */
function oneAtATime<Result>(task: () => Promise<Result>): Promise<Result> {
  const result = lastTask.then(task);
  lastTask = result.catch(() => undefined);
  return result;
}

let lastTask: Promise<unknown> = Promise.resolve();
