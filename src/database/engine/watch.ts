import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ExitError } from '../../errors.js';
import { answers } from './opening.js';

/** The exit code of a command that lost its database (`EX_UNAVAILABLE`). */
const EXIT_GONE = 69;

/** Milliseconds before a closed connection is opened again while the engine still answers. */
const PAUSE_MS = 500;

/** The process that ran the embedded engine has ended while this process was attached to it. */
export class EngineGone extends ExitError {
  override readonly name = 'EngineGone';

  constructor(directory: string) {
    super(
      `The process that ran the database in ${directory} has stopped. ` +
        'What was written is kept. Run the same command again to continue.',
      EXIT_GONE,
    );
  }
}

/** Watches an engine that another process runs. */
export interface EngineWatch {
  /** Aborted with `EngineGone` when that process has ended. */
  readonly failed: AbortSignal;
  /** Stops watching. */
  stop(): void;
}

/**
 * Detects at once that the process which runs an engine has ended. It keeps an idle connection
 * open, which the operating system closes however the process ends.
 */
export function watchEngine(uri: string, directory: string): EngineWatch {
  const controller = new AbortController();
  const stopping = new AbortController();
  void watch(uri, directory, stopping.signal).then((isGone) => {
    if (isGone) controller.abort(new EngineGone(directory));
  });
  return { failed: controller.signal, stop: () => stopping.abort() };
}

/** Resolves to `true` when the engine has ended, or to `false` when watching is stopped. */
async function watch(uri: string, directory: string, stopping: AbortSignal): Promise<boolean> {
  for (;;) {
    await untilClosed(connect(decodeURIComponent(new URL(uri).host)), stopping);
    if (stopping.aborted) return false;
    if (!(await answers(uri, directory))) return true;
    await sleep(PAUSE_MS, undefined, { signal: stopping, ref: false }).catch(() => {});
  }
}

async function untilClosed(socket: Socket, stopping: AbortSignal): Promise<void> {
  // The connection must not keep a process running that has finished its work.
  socket.unref();
  socket.on('error', () => {});
  const close = () => socket.destroy();
  stopping.addEventListener('abort', close);
  if (stopping.aborted) close();
  await once(socket, 'close').catch(() => {});
  stopping.removeEventListener('abort', close);
}
