import { setMaxListeners } from 'node:events';
import type { Reachability } from './reachability.js';

/** Who reads: a reader sees what is published, the house itself (imports, jobs) sees everything. */
export type Reader = { readonly kind: 'READER' } | { readonly kind: 'HOUSE' };

/** One MongoDB command as it was answered, for whoever wants to know what an answer cost. */
export interface CommandNote {
  readonly command: 'find' | 'aggregate';
  readonly collection: string;
  /** Keys or slices that were asked for in this one command. */
  readonly batchSize: number;
  /** Documents that came back. */
  readonly returned: number;
}

/**
 * By whom, as of when and until when something is read.
 *
 * Made once per request (and once by an import or a job) and given to every store call: who asks
 * decides what is visible, the moment decides what is published, the signal cancels.
 */
export interface Reading {
  readonly reader: Reader;
  readonly asOf: Date;
  readonly signal: AbortSignal;
  /**
   * The commands that a reader's reading has cost so far, in the order of their answers. The
   * house's has no such account: an import would fill the memory with it.
   */
  readonly commands?: CommandNote[];
  /**
   * Begins to watch whether the database answers while a read waits, and returns a function that
   * ends it; the signal is aborted with `DatabaseSilent` if it does not. Readers only.
   */
  readonly watch?: () => () => void;
}

/** A reading by a visitor of the site, who does not wait for a database that does not answer. */
export function readerReading(
  asOf: Date,
  given: AbortSignal,
  reachability?: Reachability,
): Reading {
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
 * A reading by the house whose moment goes on with the time: for what counts and relates, which may
 * take so long that articles come out meanwhile.
 */
export function goingReading(asOf: Date, signal?: AbortSignal): Reading {
  const begun = performance.now();
  return {
    ...houseReading(asOf, signal),
    get asOf() {
      return new Date(asOf.getTime() + performance.now() - begun);
    },
  };
}

/** A reading by the house itself, which sees drafts and what is yet to come. */
export function houseReading(
  asOf: Date,
  signal: AbortSignal = new AbortController().signal,
): Reading {
  // Every command of a long import listens to it while under way.
  setMaxListeners(0, signal);
  return { reader: { kind: 'HOUSE' }, asOf, signal };
}
