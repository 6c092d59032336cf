import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExitError } from '../../errors.js';
import { answers } from './opening.js';

/** The exit code of a command whose database has gone. */
const EXIT_GONE = 69;

/** Milliseconds before a connection that closed is made again, where the engine still answers. */
const PAUSE_MS = 500;

/** The process that ran the embedded engine has ended, and others were attached to it. */
export class EngineGone extends ExitError {
  override readonly name = 'EngineGone';

  constructor(directory: string) {
    super(
      `The process that ran the database in ${directory} has stopped. ` +
        'What was written stays; run the same command again, it continues.',
      EXIT_GONE,
    );
  }
}

/** Looks after the engine of another process. */
export interface EngineWatch {
  /** Aborted with `EngineGone` when that process has ended. */
  readonly failed: AbortSignal;
  /** Ends the looking after. */
  stop(): void;
}

/**
 * Notices at once when the process that runs an engine ends, by a connection of its own that is
 * never used: the system closes it, however the process ends.
 */
export function watchEngine(uri: string, directory: string): EngineWatch {
  const controller = new AbortController();
  const stopping = new AbortController();
  void watch(uri, directory, stopping.signal).then((isGone) => {
    if (isGone) controller.abort(new EngineGone(directory));
  });
  return { failed: controller.signal, stop: () => stopping.abort() };
}

/** Resolves when the engine is gone (true), or nobody wants to know any more (false). */
async function watch(uri: string, directory: string, stopping: AbortSignal): Promise<boolean> {
  for (;;) {
    await untilClosed(connect(decodeURIComponent(new URL(uri).host)), stopping);
    if (stopping.aborted) return false;
    if (!(await answers(uri, directory))) return true;
    await sleep(PAUSE_MS, undefined, { signal: stopping, ref: false }).catch(() => {});
  }
}

async function untilClosed(socket: Socket, stopping: AbortSignal): Promise<void> {
  // It keeps no process running that has nothing else to do.
  socket.unref();
  socket.on('error', () => {});
  const close = () => socket.destroy();
  stopping.addEventListener('abort', close);
  if (stopping.aborted) close();
  await once(socket, 'close').catch(() => {});
  stopping.removeEventListener('abort', close);
}
