import { SerialQueue } from '../../structures/serial-queue.js';
import { openOrAttach } from './opening.js';
import { watchEngine } from './watch.js';

/** A data directory's database, which this process runs or another of the same user does. */
export interface EmbeddedEngine {
  /** What `new MongoClient(uri)` connects to, as long as the process that runs it does. */
  readonly uri: string;
  /** Absolute, without symbolic links. */
  readonly directory: string;
  /** Whether this handle holds the directory; otherwise it was attached to a running engine. */
  readonly isOwner: boolean;
  /**
   * Aborted when the engine cannot go on, with an `ExitError` for people: its disk is full, or the
   * process that ran it has ended (`EngineGone`).
   */
  readonly failed: AbortSignal;
  /**
   * Ends what this handle holds: the owner closes the files and with them all connections, one that
   * was attached leaves the engine alone. Close your own clients first. A second call does nothing.
   */
  close(): Promise<void>;
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
 * Opening and closing wait for each other: a process has room for one engine, and a second call
 * for the same directory is to find the address of the first.
 */
const openings = new SerialQueue();
