import { ExitError } from '../errors.js';
import { printError } from './print.js';

/** The end that somebody asked for from outside, by `SIGINT` (Ctrl-C) or `SIGTERM`. */
export class Stopped extends ExitError {
  override readonly name = 'Stopped';

  constructor(signal: NodeJS.Signals) {
    // As shells tell a signal: 128 and its number.
    super('Stopped; the same command takes up the rest.', signal === 'SIGINT' ? 130 : 143);
  }
}

/**
 * Does work that `SIGINT` and `SIGTERM` stop, and answers with its exit code; `onStopped` says
 * which it is if the work ends with the signal's reason, `Stopped`. Without it that is told on
 * stderr, and the exit code is the signal's. A second signal ends the process at once.
 */
export async function stoppable(
  work: (signal: AbortSignal) => Promise<number>,
  onStopped: (stopped: Stopped) => number = tellStopped,
): Promise<number> {
  const controller = new AbortController();
  const release = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  const stop = (signal: NodeJS.Signals) => {
    release();
    controller.abort(new Stopped(signal));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return onStopped(error);
  } finally {
    release();
  }
}

function tellStopped({ message, exitCode }: Stopped): number {
  printError(message);
  return exitCode;
}

/**
 * What work brings, unless the signal comes before: then its reason is thrown at once.
 *
 * The work is not waited for. One on the database ends when that is closed, and can be taken up
 * again wherever it was.
 */
export function untilStopped<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
