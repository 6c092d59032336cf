import { SerialQueue } from '../../structures/serial-queue.js';
import { openOrAttach } from './opening.js';
import { watchEngine } from './watch.js';

/** The database of a data directory, run by this process or by another process of the same user. */
export interface EmbeddedEngine {
  /** The connection string for `MongoClient`; valid as long as the process that runs the engine. */
  readonly uri: string;
  /** Absolute, without symbolic links. */
  readonly directory: string;
  /** Whether this handle has opened the directory; otherwise it is attached to a running engine. */
  readonly isOwner: boolean;
  /**
   * Aborted when the engine can no longer be used. The reason is an `ExitError` with a message for
   * users: the disk is full, or the process that ran the engine has ended (`EngineGone`).
   */
  readonly failed: AbortSignal;
  /**
   * The owner closes the files and all connections; an attached handle leaves the engine running.
   * Close your own clients first. A second call does nothing.
   */
  close(): Promise<void>;
}

/** How much memory the engine may use. */
export interface EngineOptions {
  /** Megabytes of the engine's cache, at least 1; with 64 the process takes about 300 MB. */
  readonly cacheMegabytes: number;
}

/**
 * The write concern whose acknowledged writes survive `SIGKILL` on the embedded engine. Use it only
 * there.
 *
 * Not `majority`: this build has no replication, and acknowledges `{ w: 'majority', journal: true
 * }` before the journal is on disk. Measured by killing the process while it wrote: 124 of 7,623
 * acknowledged writes were lost with `majority`, 0 of 16,159 with `w: 1`.
 */
export const DURABLE_ON_ENGINE: { readonly w: 1; readonly journal: true } = Object.freeze({
  w: 1,
  journal: true,
});

/**
 * Opens the database in `directory`, or attaches to the process of this user that has it open.
 *
 * A process can run one engine, and a directory can be open in one process. The engine's lock file
 * ensures this; the owner writes its address into the directory, and other processes connect to it.
 * If the owner is starting or stopping, the call waits for at most ten seconds. The options only
 * apply if this process becomes the owner. Throws `EngineUnavailable` with a complete message for
 * users.
 */
export async function openEmbeddedEngine(
  directory: string,
  options: EngineOptions,
): Promise<EmbeddedEngine> {
  const opening = await openings.take(() => openOrAttach(directory, options));
  const { uri, directory: path } = opening;
  if (opening.kind === 'attached') {
    const { failed, stop } = watchEngine(uri, path);
    return { uri, directory: path, isOwner: false, failed, close: async () => stop() };
  }
  let isClosed = false;
  return {
    ...{ uri, directory: path, isOwner: true, failed: opening.failed },
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await openings.take(() => opening.close());
    },
  };
}

/**
 * Opening and closing run one after the other: a process can run only one engine, and a second call
 * for the same directory must find the address of the first.
 */
const openings = new SerialQueue();
