import type { Collection, Db, Document } from 'mongodb';
import { date, string, wholeNumber } from '../../database/bson-types.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { LEASE_PURPOSES, type LeaseDocument, type LeaseHolder } from './lease.document.js';

/** The lease: one document. */
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

/** How the lease is asked for. */
export interface LeaseRequest {
  readonly holder: LeaseHolder;
  /** Milliseconds until it expires, unless it is renewed. */
  readonly ttlMs: number;
  /** `id` of a holder whose process has ended: its lease counts as expired. */
  readonly endedHolderId?: string;
}

/** Every read and write of the lease. Moments are those of the server's clock (`$$NOW`). */
export interface LeaseStore {
  /**
   * Acquires the lease if nobody holds it or it has expired, in one atomic command; returns it as
   * it is then, whoever holds it.
   */
  acquire(request: LeaseRequest): Promise<LeaseDocument>;
  /** Extends the lease of an acquisition; false if another has acquired it since. */
  renew(counter: number, ttlMs: number): Promise<boolean>;
  /** Gives up the lease of an acquisition, if it still is the last one. */
  release(counter: number): Promise<void>;
}

/** The store of the lease in a database. */
export function leaseStore(db: Db): LeaseStore {
  const leases = collectionOf<LeaseDocument>(db, leasePlan);
  return {
    acquire: (request) => acquire(leases, request),
    renew: async (counter, ttlMs) => {
      const { matchedCount } = await leases.updateOne(
        // A renewal may be on its way when the lease is released.
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

/** A lease that was never acquired has no expiry, and `null` is less than every date. */
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
