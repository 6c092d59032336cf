import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Lease, type LeaseOptions, withLease } from '../../../src/publishing/lease/lease.js';
import { createStores, type Stores } from '../../../src/stores.js';
import { restore } from '../../support/dump.js';
import { endedProcess, publishingDatabase } from '../../support/publishing.js';

let db: Db;
let stores: Stores;
beforeAll(async () => {
  db = await publishingDatabase();
  stores = createStores(db);
});
beforeEach(() => restore(db, {}));

const IMPORT: LeaseOptions = { purpose: 'IMPORT', waits: false };

const hold = <T>(work: (lease: Lease) => Promise<T>, options: Partial<LeaseOptions> = {}) =>
  withLease(stores, { ...IMPORT, ...options }, work);

const counterOf = async (lease: Lease) => lease.counter;

/** Acquires a lease and holds it until the test calls `letGo`. */
async function held(options: Partial<LeaseOptions> = {}) {
  let letGo = () => {};
  const letting = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let lease: Lease | undefined;
  const ended = hold(async (own) => {
    lease = own;
    await letting;
  }, options);
  while (lease === undefined) await sleep(5);
  return { lease, letGo, ended };
}

/** Stores whose renewals never reach the database, like those of a paused process. */
const paused = (): Stores => ({
  ...stores,
  lease: { ...stores.lease, renew: () => new Promise(() => {}) },
});

describe('withLease', () => {
  it('increments the counter with every acquisition, and releases the lease at the end', async () => {
    expect([await hold(counterOf), await hold(counterOf)]).toEqual([1, 2]);
    const lease = await db.collection('leases').findOne();
    expect([lease?.counter, lease?.holder]).toEqual([2, undefined]);
  });

  it('releases the lease when the work fails', async () => {
    const failing = hold(async () => {
      throw new Error('work');
    });
    await expect(failing).rejects.toThrow('work');
    expect(await hold(counterOf)).toBe(2);
  });

  it('throws LeaseBusy with the name of the holder if another process holds the lease', async () => {
    const { letGo, ended } = await held();
    await expect(hold(counterOf)).rejects.toMatchObject({
      name: 'LeaseBusy',
      exitCode: 75,
      message: expect.stringMatching(
        new RegExp(`the import that process ${process.pid} on host \\S+ started at \\d\\d:\\d\\d`),
      ),
    });
    letGo();
    await ended;
  });

  it('waits for another process, and reports its lease once', async () => {
    const { letGo, ended } = await held();
    const waitedFor: string[] = [];
    const onWaiting: LeaseOptions['onWaiting'] = ({ holder }) =>
      waitedFor.push(holder?.purpose ?? '');
    const next = hold(counterOf, { waits: true, onWaiting });
    await sleep(700);
    expect(waitedFor).toEqual(['IMPORT']);
    letGo();
    await ended;
    expect(await next).toBe(2);
  });

  it('stops waiting with the reason of an aborted signal', async () => {
    const { letGo, ended } = await held();
    const controller = new AbortController();
    const next = hold(counterOf, { waits: true, signal: controller.signal });
    controller.abort(new Error('stopped'));
    await expect(next).rejects.toThrow('stopped');
    letGo();
    await ended;
  });

  it('renews the lease as long as the work runs', async () => {
    const { letGo, ended } = await held({ ttlMs: 300 });
    await sleep(900);
    await expect(hold(counterOf)).rejects.toMatchObject({ name: 'LeaseBusy' });
    letGo();
    await ended;
  });

  it('takes over a lease that has expired by the server’s clock', async () => {
    const work = withLease(paused(), { ...IMPORT, ttlMs: 300 }, () => sleep(900, 'done'));
    await sleep(100);
    await expect(hold(counterOf)).rejects.toMatchObject({ name: 'LeaseBusy' });
    await sleep(400);
    expect(await hold(counterOf)).toBe(2);
    expect(await work).toBe('done');
  });

  it('takes over at once the lease of an ended process of this machine', async () => {
    const { letGo, ended } = await held({ process: await endedProcess() });
    expect(await hold(counterOf)).toBe(2);
    letGo();
    await ended;
  });

  it('waits for a process of another host, even if it has ended', async () => {
    const elsewhere = { ...(await endedProcess()), space: 'another host' };
    const { letGo, ended } = await held({ process: elsewhere });
    await expect(hold(counterOf)).rejects.toMatchObject({ name: 'LeaseBusy' });
    letGo();
    await ended;
  });

  it('does not release the lease of another process after losing its own', async () => {
    const { letGo, ended } = await held({ process: await endedProcess() });
    const other = await held();
    letGo();
    await ended;
    await expect(hold(counterOf)).rejects.toMatchObject({ name: 'LeaseBusy' });
    other.letGo();
    await other.ended;
  });
});

describe('Lease', () => {
  it('throws LeaseLost without running the work once another process has acquired the lease', async () => {
    const { lease, letGo, ended } = await held({ process: await endedProcess() });
    await hold(counterOf);
    await expect(lease.confirm()).rejects.toMatchObject({ name: 'LeaseLost', exitCode: 76 });
    let hasWorked = false;
    const work = lease.attempt(async () => {
      hasWorked = true;
    });
    await expect(work).rejects.toMatchObject({ name: 'LeaseLost' });
    expect([hasWorked, lease.signal.aborted]).toEqual([false, true]);
    letGo();
    await ended;
  });

  it('confirms the lease on the server before the work if it was not renewed recently', async () => {
    let renewals = 0;
    const counting: Stores = {
      ...stores,
      lease: {
        ...stores.lease,
        renew: async (...lease) => {
          renewals += 1;
          return renewals === 1 ? new Promise(() => {}) : stores.lease.renew(...lease);
        },
      },
    };
    await withLease(counting, { ...IMPORT, ttlMs: 400 }, async (lease) => {
      await sleep(600);
      await hold(counterOf);
      await expect(lease.attempt(async () => {})).rejects.toMatchObject({ name: 'LeaseLost' });
    });
  });
});
