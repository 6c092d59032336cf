/** The end that somebody asked for from outside, by `SIGINT` (Ctrl-C) or `SIGTERM`. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  /** As shells tell a signal: 128 and its number. */
  readonly exitCode: number;

  constructor(signal: NodeJS.Signals) {
    super('Stopped; the same command takes up the rest.');
    this.exitCode = signal === 'SIGINT' ? 130 : 143;
  }
}

/** Hears when somebody asks for the end. */
export interface StopListener {
  /** Its reason is `Stopped`. */
  readonly signal: AbortSignal;
  /** Hears no more. */
  release(): void;
}

/** Listens for `SIGINT` and `SIGTERM`; a second one ends the process at once. */
export function listenForStop(): StopListener {
  const controller = new AbortController();
  const stop = (signal: NodeJS.Signals) => {
    release();
    controller.abort(new Stopped(signal));
  };
  const release = () => {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return { signal: controller.signal, release };
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

/** A signal that comes with the first of these; those that are absent never come. */
export function firstOf(...signals: readonly (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter((signal) => signal !== undefined));
}
