import type { Collection } from 'mongodb';
import { groupedBy } from '../../database/batching.js';
import { insertNew, UNORDERED } from '../../database/bulk.js';
import type { FeaturesDocument } from './features.document.js';

/** Features to be written. */
export interface NewFeatures
  extends Omit<FeaturesDocument, 'staleness' | 'changedAt' | 'relatedAt' | 'version'> {
  /** Whether the entry contains the related posts, so that they need not be computed. */
  readonly isRelated?: boolean;
}

/** Features of an article after its topic paths changed, with the names that were read before. */
export interface ReindexedFeatures
  extends Pick<FeaturesDocument, '_id' | 'keys' | 'names' | 'weights'> {
  readonly previousNames: readonly string[];
}

/**
 * All writes of article features. Every write that sets or clears `staleness` increments the
 * version.
 */
export interface FeaturesWriting {
  /** Writes features, and marks them as changed unless their related posts came with them. */
  put(features: readonly NewFeatures[]): Promise<void>;
  /**
   * Replaces features after a change of topic paths, and marks them as changed. An article whose
   * features are not as they were read stays unchanged; returns true if there was none.
   */
  reindex(features: readonly ReindexedFeatures[]): Promise<boolean>;
  /**
   * Marks the related posts of articles as stale because a neighbour changed at `changedAt`, unless
   * they were computed after that.
   */
  markNeighbours(ids: readonly string[], changedAt: Date): Promise<void>;
  /**
   * Marks articles that become public as changed now, so that their neighbours are computed again.
   */
  markOut(ids: readonly string[]): Promise<void>;
  /**
   * Marks these articles, or all, as changed, even those that are already stale: a computation with
   * older data may be running, and must not clear the flag afterwards.
   */
  markChanged(ids?: readonly string[]): Promise<void>;
  /**
   * Clears the staleness flag of articles whose version is unchanged since they were read; returns
   * true if all were cleared.
   */
  settle(features: readonly FeaturesDocument[], relatedAt: Date): Promise<boolean>;
}

/** Creates the writes of a collection of features. */
export function featuresWriting(features: Collection<FeaturesDocument>): FeaturesWriting {
  return {
    put: (all) => put(features, all),
    reindex: (all) => reindex(features, all),
    markNeighbours: async (ids, changedAt) => {
      await features.updateMany(
        { _id: { $in: [...ids] }, staleness: { $exists: false }, relatedAt: { $lt: changedAt } },
        { $set: { staleness: 'NEIGHBOUR' }, $inc: { version: 1 } },
        BY_ID,
      );
    },
    markOut: async (ids) => {
      await features.updateMany(
        { _id: { $in: [...ids] } },
        { $set: { staleness: 'CHANGED', changedAt: new Date() }, $inc: { version: 1 } },
        BY_ID,
      );
    },
    markChanged: async (ids) => {
      const which = ids === undefined ? {} : { _id: { $in: [...ids] } };
      await features.updateMany(which, { $set: { staleness: 'CHANGED' }, $inc: { version: 1 } });
    },
    settle: (all, relatedAt) => settle(features, all, relatedAt),
  };
}

const BY_ID = { hint: '_id_' };

async function put(
  features: Collection<FeaturesDocument>,
  all: readonly NewFeatures[],
): Promise<void> {
  const changedAt = new Date();
  const fresh = all.map(
    ({ isRelated, ...each }): FeaturesDocument => ({
      ...each,
      changedAt,
      ...(isRelated ? { relatedAt: changedAt } : { staleness: 'CHANGED' }),
      version: 1,
    }),
  );
  const known = await insertNew(fresh, (added) => features.insertMany(added, UNORDERED));
  if (known.length === 0) return;
  await features.bulkWrite(
    known.map(({ _id, version: _, ...rest }) => ({
      updateOne: {
        filter: { _id },
        update: { $set: rest, $unset: withoutThese(rest), $inc: { version: 1 } },
        upsert: true,
      },
    })),
    UNORDERED,
  );
}

async function reindex(
  features: Collection<FeaturesDocument>,
  all: readonly ReindexedFeatures[],
): Promise<boolean> {
  if (all.length === 0) return true;
  const changedAt = new Date();
  const { matchedCount } = await features.bulkWrite(
    all.map(({ _id, previousNames, ...about }) => ({
      updateOne: {
        filter: { _id, names: [...previousNames] },
        update: { $set: { ...about, changedAt, staleness: 'CHANGED' }, $inc: { version: 1 } },
      },
    })),
    UNORDERED,
  );
  return matchedCount === all.length;
}

/**
 * The optional fields that are absent, in the form of an `$unset`, so that the stored ones are
 * removed.
 */
function withoutThese(features: Partial<FeaturesDocument>): Partial<Record<OptionalField, true>> {
  return Object.fromEntries(
    OPTIONAL_FIELDS.filter((field) => features[field] === undefined).map((field) => [field, true]),
  );
}

const OPTIONAL_FIELDS = ['publishedAt', 'staleness', 'chosenIds'] as const;
type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/**
 * Articles of one version are updated by one command; after an import of a whole archive, that is
 * all of them.
 */
async function settle(
  features: Collection<FeaturesDocument>,
  all: readonly FeaturesDocument[],
  relatedAt: Date,
): Promise<boolean> {
  let settled = 0;
  for (const [version, ofVersion] of groupedBy(all, (features) => features.version)) {
    const { matchedCount } = await features.updateMany(
      { _id: { $in: ofVersion.map(({ _id }) => _id) }, version },
      { $unset: { staleness: true }, $set: { relatedAt }, $inc: { version: 1 } },
      BY_ID,
    );
    settled += matchedCount;
  }
  return settled === all.length;
}
