import type { Collection, Db, Document } from 'mongodb';
import { date, string, wholeNumber } from '../../database/bson-types.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { LEASE_PURPOSES, type LeaseDocument, type LeaseHolder } from './lease.document.js';

/** The collection of the lease: a single document. */
export const leasePlan: CollectionPlan = {
  name: 'leases',
  schema: {
    bsonType: 'object',
    required: ['_id', 'acquiredAt', 'expiresAt', 'counter'],
    properties: {
      _id: { enum: ['articles'] },
      holder: {
        bsonType: 'object',
        required: ['id', 'purpose', 'host', 'pid', 'space', 'start'],
        properties: {
          id: string,
          purpose: { enum: LEASE_PURPOSES },
          host: string,
          pid: wholeNumber,
          space: string,
          start: string,
        },
      },
      acquiredAt: date,
      expiresAt: date,
      counter: wholeNumber,
    },
  },
  indexes: [],
};

/** A request to acquire the lease. */
export interface LeaseRequest {
  readonly holder: LeaseHolder;
  /** Milliseconds until the lease expires if it is not renewed. */
  readonly ttlMs: number;
  /** `id` of a holder whose process has ended: its lease counts as expired. */
  readonly endedHolderId?: string;
}

/** All reads and writes of the lease. Times are those of the server's clock (`$$NOW`). */
export interface LeaseStore {
  /**
   * Acquires the lease if it is free or has expired, in one atomic command. Returns the lease as it
   * is stored afterwards, whoever holds it.
   */
  acquire(request: LeaseRequest): Promise<LeaseDocument>;
  /** Extends the lease of an acquisition; false if another process has acquired it since. */
  renew(counter: number, ttlMs: number): Promise<boolean>;
  /** Releases the lease of an acquisition, if no later acquisition exists. */
  release(counter: number): Promise<void>;
}

/** Creates the store of the lease. */
export function leaseStore(db: Db): LeaseStore {
  const leases = collectionOf<LeaseDocument>(db, leasePlan);
  return {
    acquire: (request) => acquire(leases, request),
    renew: async (counter, ttlMs) => {
      const { matchedCount } = await leases.updateOne(
        // A renewal may arrive after the lease was released.
        { _id: 'articles', counter, holder: { $exists: true } },
        [{ $set: { expiresAt: { $add: ['$$NOW', ttlMs] } } }],
        BY_ID,
      );
      return matchedCount === 1;
    },
    release: async (counter) => {
      await leases.updateOne(
        { _id: 'articles', counter },
        [{ $set: { expiresAt: '$$NOW' } }, { $unset: 'holder' }],
        BY_ID,
      );
    },
  };
}

const BY_ID = { hint: '_id_' };

async function acquire(
  leases: Collection<LeaseDocument>,
  request: LeaseRequest,
): Promise<LeaseDocument> {
  const lease = await leases.findOneAndUpdate(
    { _id: 'articles' },
    [{ $replaceWith: { $cond: [isFree(request), acquired(request), '$$ROOT'] } }],
    { upsert: true, returnDocument: 'after' },
  );
  if (lease === null) throw new Error('Expected the lease that was just written, found none.');
  return lease;
}

/**
 * The condition under which the lease can be acquired. A lease that was never acquired has no
 * expiry, and `null` is less than every date.
 */
function isFree({ endedHolderId }: LeaseRequest): Document {
  const isExpired = { $lte: ['$expiresAt', '$$NOW'] };
  if (endedHolderId === undefined) return isExpired;
  return { $or: [isExpired, { $eq: ['$holder.id', endedHolderId] }] };
}

function acquired({ holder, ttlMs }: LeaseRequest): Document {
  return {
    _id: 'articles',
    holder: { $literal: holder },
    acquiredAt: '$$NOW',
    expiresAt: { $add: ['$$NOW', ttlMs] },
    counter: { $add: [{ $ifNull: ['$counter', 0] }, 1] },
  };
}
