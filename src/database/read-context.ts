import { setMaxListeners } from 'node:events';
import type { Reachability } from './reachability.js';

/**
 * Who reads: a reader sees only what is published, the system itself (imports, jobs) everything.
 */
export type Reader = { readonly kind: 'READER' } | { readonly kind: 'SYSTEM' };

/** An answered MongoDB command, noted to report what a response cost. */
export interface CommandNote {
  readonly command: 'find' | 'aggregate';
  readonly collection: string;
  /** The number of keys or slices that this one command requested. */
  readonly batchSize: number;
  /** The number of documents returned. */
  readonly returned: number;
}

/**
 * The read context: who reads, as of which moment, and until when.
 *
 * It is created once per request (or once by an import or a job) and passed to every store call.
 * The reader decides what is visible, `asOf` decides what is already published, and the signal
 * cancels running commands.
 */
export interface ReadContext {
  readonly reader: Reader;
  readonly asOf: Date;
  readonly signal: AbortSignal;
  /**
   * The commands of a reader's request so far, in the order of their responses. Absent for the
   * system: the notes of an import would fill the memory.
   */
  readonly commands?: CommandNote[];
  /**
   * Begins to watch whether the database answers while a read waits, and returns a function that
   * ends it; the signal is aborted with `DatabaseSilent` if it does not. Readers only.
   */
  readonly watch?: () => () => void;
}

/** The read context of a visitor of the site, who does not wait for an unresponsive database. */
export function readerContext(
  asOf: Date,
  given: AbortSignal,
  reachability?: Reachability,
): ReadContext {
  const silence = new AbortController();
  const signal = reachability ? AbortSignal.any([given, silence.signal]) : given;
  setMaxListeners(0, signal);
  return {
    reader: { kind: 'READER' },
    asOf,
    signal,
    commands: [],
    ...(reachability ? { watch: () => reachability.watch(silence) } : {}),
  };
}

/**
 * A read context of the system whose `asOf` advances with the time. For long jobs that count
 * articles or find related ones, as articles may be published in the meantime.
 */
export function advancingContext(asOf: Date, signal?: AbortSignal): ReadContext {
  const begun = performance.now();
  return {
    ...systemContext(asOf, signal),
    get asOf() {
      return new Date(asOf.getTime() + performance.now() - begun);
    },
  };
}

/** The read context of the system, which sees drafts and scheduled articles. */
export function systemContext(
  asOf: Date,
  signal: AbortSignal = new AbortController().signal,
): ReadContext {
  // Every running command of a long import listens to the signal.
  setMaxListeners(0, signal);
  return { reader: { kind: 'SYSTEM' }, asOf, signal };
}
