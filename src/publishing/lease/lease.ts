import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isProcessEnded,
  type ProcessIdentity,
  thisProcess,
} from '../../database/process-identity.js';
import { withRetry } from '../../database/with-retry.js';
import { ExitError } from '../../errors.js';
import type { Stores } from '../../stores.js';
import type { LeaseDocument, LeaseHolder, LeasePurpose } from './lease.document.js';

/** Milliseconds after which a lease that is not renewed can be acquired by another process. */
const LEASE_TTL_MS = 30_000;

/** Milliseconds between two renewals, at most. */
const MAX_RENEWAL_PAUSE_MS = 1_000;

/** Milliseconds between two attempts to acquire a lease that another process holds. */
const WAITING_PAUSE_MS = 250;

/**
 * Exit codes: `EXIT_BUSY` if another process holds the lease (with `--no-wait`), `EXIT_LOST` if
 * another process has taken it over.
 */
const EXIT_BUSY = 75;
const EXIT_LOST = 76;

/** Options for acquiring the lease. */
export interface LeaseOptions {
  readonly purpose: LeasePurpose;
  /** Whether to wait for a lease that another process holds; if false, `LeaseBusy` is thrown. */
  readonly waits: boolean;
  /** Called once for each holder that is waited for. */
  readonly onWaiting?: (lease: LeaseDocument) => void;
  /** Aborts the waiting; the signal's reason is thrown. */
  readonly signal?: AbortSignal;
  /** Milliseconds until the lease expires; `LEASE_TTL_MS` if absent. */
  readonly ttlMs?: number;
  /**
   * Whether the lease is not released at the end. Set for a process that ends the database together
   * with itself: the next process then detects that this one has ended, and does not start to work
   * on a database that is about to close.
   */
  readonly isKept?: boolean;
  /** The process that acquires the lease; the current process if absent. */
  readonly process?: ProcessIdentity;
}

/** Thrown when another process holds the lease and the caller does not wait. */
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

/**
 * Thrown when another process has acquired the lease, because this one had not renewed it in time.
 */
export class LeaseLost extends ExitError {
  override readonly name = 'LeaseLost';

  constructor() {
    super(
      'Another process has taken over the lease, because this one did not renew it in time. ' +
        'Everything written so far is kept. Run the same command again to continue.',
      EXIT_LOST,
    );
  }
}

/**
 * Runs `work` as the only process that writes articles, topics and authors of a database.
 *
 * The lease is renewed while the work runs, and released when it ends or fails. A lease is taken
 * over if it has expired by the server's clock, or if its holder was a process on this host that
 * has ended.
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

/** An acquired lease, renewed in the background until it is stopped or released. */
export class Lease {
  /** The number of this acquisition: the leases of lower numbers were released or lost. */
  readonly counter: number;
  /** Aborted with `LeaseLost` as the reason when another process has acquired the lease. */
  readonly signal: AbortSignal;
  readonly #stores: Pick<Stores, 'lease'>;
  readonly #ttlMs: number;
  readonly #ending = new AbortController();
  readonly #losing = new AbortController();
  #renewedAt = performance.now();

  /** Starts to renew the lease of an acquisition that has just been made. */
  constructor(stores: Pick<Stores, 'lease'>, counter: number, ttlMs: number) {
    this.#stores = stores;
    this.counter = counter;
    this.#ttlMs = ttlMs;
    this.signal = this.#losing.signal;
    void this.#renewUntilReleased();
  }

  /**
   * Runs work on the database, and repeats it if the connection was lost, so it must be safe to
   * repeat. Before each attempt, throws `LeaseLost` if another process has acquired the lease.
   */
  async attempt<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await withRetry(async () => {
        // A lease that was renewed recently cannot have expired yet.
        if (performance.now() - this.#renewedAt > this.#ttlMs / 2) await this.confirm();
        this.signal.throwIfAborted();
        return work();
      });
    } catch (error) {
      // Once the lease is lost, any other error is only a consequence of the loss.
      this.signal.throwIfAborted();
      throw error;
    }
  }

  /** Checks on the server that this process still holds the lease; throws `LeaseLost` if not. */
  async confirm(): Promise<void> {
    await this.#renew();
    this.signal.throwIfAborted();
  }

  /** Stops renewing the lease without releasing it. */
  stop(): void {
    this.#ending.abort();
  }

  /** Stops renewing the lease and releases it. */
  async release(): Promise<void> {
    this.stop();
    // If the database cannot be reached, the lease expires by itself.
    await this.#stores.lease.release(this.counter).catch(() => {});
  }

  async #renewUntilReleased(): Promise<void> {
    const { signal } = this.#ending;
    const pause = Math.min(MAX_RENEWAL_PAUSE_MS, this.#ttlMs / 4);
    while (!signal.aborted) {
      await sleep(pause, undefined, { signal, ref: false }).catch(() => {});
      // A lost connection does not mean a lost lease: the next successful renewal decides.
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
    const lease = await withRetry(() => stores.lease.acquire({ holder, ttlMs, ...ended }));
    if (lease.holder?.id === holder.id) return lease;
    const isKnown = lease.holder?.id === other?.id;
    other = lease.holder;
    // A holder that is seen for the first time may have ended long ago.
    if (!isKnown && other !== undefined && (await isProcessEnded(other))) continue;
    if (!waits) throw new LeaseBusy(lease);
    if (!isKnown) onWaiting?.(lease);
    await sleep(WAITING_PAUSE_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** Describes the holder of a lease: "the import that process 4711 on host x started at 12:03". */
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
