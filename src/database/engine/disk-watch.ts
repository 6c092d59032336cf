import { diskFull, freeBytes, type SpaceNeeds } from './disk-space.js';

/** Watches the free space on the disk of a running engine. */
export interface DiskWatch {
  /** Aborted when there is too little space to continue; the reason is an `EngineUnavailable`. */
  readonly failed: AbortSignal;
  /** Whether the engine can be closed: on a full disk the process would end while closing. */
  hasRoomToClose(): Promise<boolean>;
  stop(): void;
}

/**
 * Milliseconds between two checks, each of which takes some microseconds.
 *
 * On a full disk the engine ends the process by `SIGABRT`, without a message. Measured: 25 to 65
 * milliseconds after the last free byte was used while it wrote 280 MB a second, and 58 seconds
 * after that, at its next checkpoint, while it wrote little.
 */
const INTERVAL_MS = 100;

/** Watches the disk of a data directory until it is stopped. Its timer keeps no process running. */
export function watchDisk(
  directory: string,
  needs: SpaceNeeds,
  free: (path: string) => Promise<number | null> = freeBytes,
): DiskWatch {
  const failing = new AbortController();
  let isLooking = false;
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    const found = await free(directory);
    isLooking = false;
    if (found === null || found >= needs.toRun) return;
    clearInterval(timer);
    failing.abort(diskFull(directory, found, needs));
  };
  const timer = setInterval(() => void look(), INTERVAL_MS).unref();
  return {
    failed: failing.signal,
    hasRoomToClose: async () => ((await free(directory)) ?? needs.toClose) >= needs.toClose,
    stop: () => clearInterval(timer),
  };
}
