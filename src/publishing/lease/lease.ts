import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isProcessEnded,
  type ProcessIdentity,
  thisProcess,
} from '../../database/process-identity.js';
import { steadily } from '../../database/steadily.js';
import { ExitError } from '../../errors.js';
import type { Stores } from '../../stores.js';
import type { LeaseDocument, LeaseHolder, LeasePurpose } from './lease.document.js';

/** Milliseconds after which a holder that does not renew its lease loses it to the next. */
const LEASE_TTL_MS = 30_000;

/** Milliseconds between two renewals. */
const MAX_RENEWAL_PAUSE_MS = 1_000;

/** Milliseconds between two attempts to acquire a lease that another holds. */
const WAITING_PAUSE_MS = 250;

/** Exit codes: another process holds the lease (`--no-wait`), and: it was lost to another. */
const EXIT_BUSY = 75;
const EXIT_LOST = 76;

/** How the lease is acquired. */
export interface LeaseOptions {
  readonly purpose: LeasePurpose;
  /** Whether a lease that another holds is waited for; otherwise `LeaseBusy` is thrown. */
  readonly waits: boolean;
  /** Called once for each holder that is waited for. */
  readonly onWaiting?: (lease: LeaseDocument) => void;
  /** Ends the waiting; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Milliseconds; `LEASE_TTL_MS` if absent. */
  readonly ttlMs?: number;
  /**
   * Not to give it up at the end: for a process that ends then, and the database with it. The next
   * one sees that it has ended, and does not begin on a database that is about to close.
   */
  readonly isKept?: boolean;
  /** The process that acquires it; this one if absent. */
  readonly process?: ProcessIdentity;
}

/** Another process holds the lease. */
export class LeaseBusy extends ExitError {
  override readonly name = 'LeaseBusy';

  constructor(lease: LeaseDocument) {
    super(
      `Expected to be the only process that writes articles, found ${describeHolder(lease)}. ` +
        'Run the same command again later, or without --no-wait.',
      EXIT_BUSY,
    );
  }
}

/** Another process has acquired the lease, since this one had not renewed it in time. */
export class LeaseLost extends ExitError {
  override readonly name = 'LeaseLost';

  constructor() {
    super(
      'Another process writes articles now, since this one did not answer for too long. ' +
        'What was written stays; run the same command again, it continues.',
      EXIT_LOST,
    );
  }
}

/**
 * Does work as the only writer of articles, topics and authors of a database.
 *
 * The lease is renewed while the work goes on, and given up at its end, however that comes. A lease
 * that has expired by the server's clock, or whose process on this host has ended, is taken over.
 */
export async function withLease<T>(
  stores: Pick<Stores, 'lease'>,
  options: LeaseOptions,
  work: (lease: Lease) => Promise<T>,
): Promise<T> {
  const { ttlMs = LEASE_TTL_MS } = options;
  const { counter } = await acquire(stores, { ...options, ttlMs });
  const lease = new Lease(stores, counter, ttlMs);
  try {
    return await work(lease);
  } finally {
    if (options.isKept) lease.stop();
    else await lease.release();
  }
}

/** The lease as its holder has it. */
export class Lease {
  /** Of this acquisition: lower ones have ended, or lost it. */
  readonly counter: number;
  /** Aborted with `LeaseLost` once another process has the lease. */
  readonly signal: AbortSignal;
  readonly #stores: Pick<Stores, 'lease'>;
  readonly #ttlMs: number;
  readonly #ending = new AbortController();
  readonly #losing = new AbortController();
  #renewedAt = performance.now();

  /** Begins to renew the lease of an acquisition that has just been made. */
  constructor(stores: Pick<Stores, 'lease'>, counter: number, ttlMs: number) {
    this.#stores = stores;
    this.counter = counter;
    this.#ttlMs = ttlMs;
    this.signal = this.#losing.signal;
    void this.#renewUntilReleased();
  }

  /**
   * Does work on the database, and does it again if the connection was lost: a repeat must complete
   * it. Throws `LeaseLost`, before each attempt, once another process has the lease.
   */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await steadily(async () => {
        // A lease that was renewed a moment ago cannot have expired yet.
        if (performance.now() - this.#renewedAt > this.#ttlMs / 2) await this.confirm();
        this.signal.throwIfAborted();
        return work();
      });
    } catch (error) {
      // Whatever failed after that failed because of it.
      this.signal.throwIfAborted();
      throw error;
    }
  }

  /** Asks the server whether this process still has the lease; throws `LeaseLost` if not. */
  async confirm(): Promise<void> {
    await this.#renew();
    this.signal.throwIfAborted();
  }

  /** Renews the lease no more. */
  stop(): void {
    this.#ending.abort();
  }

  /** Gives the lease up. */
  async release(): Promise<void> {
    this.stop();
    // Where the database is gone there is nothing to give up: the lease expires.
    await this.#stores.lease.release(this.counter).catch(() => {});
  }

  async #renewUntilReleased(): Promise<void> {
    const { signal } = this.#ending;
    const pause = Math.min(MAX_RENEWAL_PAUSE_MS, this.#ttlMs / 4);
    while (!signal.aborted) {
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
      // A connection that is lost for a while is no lost lease: the server will say.
      if (!signal.aborted) await this.#renew().catch(() => {});
    }
  }

  async #renew(): Promise<void> {
    const asked = performance.now();
    const isHeld = await this.#stores.lease.renew(this.counter, this.#ttlMs);
    if (isHeld) this.#renewedAt = asked;
    else this.#losing.abort(new LeaseLost());
  }
}

async function acquire(
  stores: Pick<Stores, 'lease'>,
  options: LeaseOptions & { readonly ttlMs: number },
): Promise<LeaseDocument> {
  const { purpose, ttlMs, waits, onWaiting, signal } = options;
  const identity = options.process ?? (await thisProcess());
  const holder: LeaseHolder = { ...identity, id: randomUUID(), purpose };
  let other: LeaseHolder | undefined;
  for (;;) {
    const isEnded = other !== undefined && (await isProcessEnded(other));
    const ended = other !== undefined && isEnded ? { endedHolderId: other.id } : {};
    const lease = await steadily(() => stores.lease.acquire({ holder, ttlMs, ...ended }));
    if (lease.holder?.id === holder.id) return lease;
    const isKnown = lease.holder?.id === other?.id;
    other = lease.holder;
    // One that is met for the first time may have ended long ago.
    if (!isKnown && other !== undefined && (await isProcessEnded(other))) continue;
    if (!waits) throw new LeaseBusy(lease);
    if (!isKnown) onWaiting?.(lease);
    await sleep(WAITING_PAUSE_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** The holder of a lease in words: "the import that process 4711 on host x started at 12:03". */
export function describeHolder({ holder, acquiredAt }: LeaseDocument): string {
  if (holder === undefined) return 'another process';
  const time = acquiredAt.toTimeString().slice(0, 5);
  const { pid, host, purpose } = holder;
  return `${PURPOSE_NAMES[purpose]} that process ${pid} on host ${host} started at ${time}`;
}

const PURPOSE_NAMES: Readonly<Record<LeasePurpose, string>> = {
  IMPORT: 'the import',
  RELATE: 'the search for related posts',
  DEMO: 'the import of the demo magazine',
  CLOCK: 'the update of counts and related posts',
};
