import type { Collection } from 'mongodb';
import { groupedBy } from '../../database/batching.js';
import { insertNew, UNORDERED } from '../../database/bulk.js';
import type { SignalDocument } from './signal.document.js';

/** Features to be written. */
export interface NewSignals
  extends Omit<SignalDocument, 'staleness' | 'changedAt' | 'relatedAt' | 'mark'> {
  /** Whether the entry contains the related posts, so that they need not be computed. */
  readonly isRelated?: boolean;
}

/** Features of an article after its topic paths changed, with the names that were read before. */
export interface RefiledSignals extends Pick<SignalDocument, '_id' | 'keys' | 'names' | 'weights'> {
  readonly previousNames: readonly string[];
}

/**
 * All writes of article features. Every write that sets or clears `staleness` increments the
 * version.
 */
export interface SignalWriting {
  /** Writes features, and marks them as changed unless their related posts came with them. */
  put(signals: readonly NewSignals[]): Promise<void>;
  /**
   * Replaces features after a change of topic paths, and marks them as changed. An article whose
   * features are not as they were read stays unchanged; returns true if there was none.
   */
  refile(signals: readonly RefiledSignals[]): Promise<boolean>;
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
  settle(signals: readonly SignalDocument[], relatedAt: Date): Promise<boolean>;
}

/** Creates the writes of a collection of features. */
export function signalWriting(signals: Collection<SignalDocument>): SignalWriting {
  return {
    put: (all) => put(signals, all),
    refile: (all) => refile(signals, all),
    markNeighbours: async (ids, changedAt) => {
      await signals.updateMany(
        { _id: { $in: [...ids] }, staleness: { $exists: false }, relatedAt: { $lt: changedAt } },
        { $set: { staleness: 'NEIGHBOUR' }, $inc: { mark: 1 } },
        BY_ID,
      );
    },
    markOut: async (ids) => {
      await signals.updateMany(
        { _id: { $in: [...ids] } },
        { $set: { staleness: 'CHANGED', changedAt: new Date() }, $inc: { mark: 1 } },
        BY_ID,
      );
    },
    markChanged: async (ids) => {
      const which = ids === undefined ? {} : { _id: { $in: [...ids] } };
      await signals.updateMany(which, { $set: { staleness: 'CHANGED' }, $inc: { mark: 1 } });
    },
    settle: (all, relatedAt) => settle(signals, all, relatedAt),
  };
}

const BY_ID = { hint: '_id_' };

async function put(signals: Collection<SignalDocument>, all: readonly NewSignals[]): Promise<void> {
  const changedAt = new Date();
  const fresh = all.map(
    ({ isRelated, ...each }): SignalDocument => ({
      ...each,
      changedAt,
      ...(isRelated ? { relatedAt: changedAt } : { staleness: 'CHANGED' }),
      mark: 1,
    }),
  );
  const known = await insertNew(fresh, (added) => signals.insertMany(added, UNORDERED));
  if (known.length === 0) return;
  await signals.bulkWrite(
    known.map(({ _id, mark: _, ...rest }) => ({
      updateOne: {
        filter: { _id },
        update: { $set: rest, $unset: withoutThese(rest), $inc: { mark: 1 } },
        upsert: true,
      },
    })),
    UNORDERED,
  );
}

async function refile(
  signals: Collection<SignalDocument>,
  all: readonly RefiledSignals[],
): Promise<boolean> {
  if (all.length === 0) return true;
  const changedAt = new Date();
  const { matchedCount } = await signals.bulkWrite(
    all.map(({ _id, previousNames, ...about }) => ({
      updateOne: {
        filter: { _id, names: [...previousNames] },
        update: { $set: { ...about, changedAt, staleness: 'CHANGED' }, $inc: { mark: 1 } },
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
function withoutThese(signals: Partial<SignalDocument>): Partial<Record<OptionalField, true>> {
  return Object.fromEntries(
    OPTIONAL_FIELDS.filter((field) => signals[field] === undefined).map((field) => [field, true]),
  );
}

const OPTIONAL_FIELDS = ['publishedAt', 'staleness', 'chosenIds'] as const;
type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/**
 * Articles of one version are updated by one command; after an import of a whole archive, that is
 * all of them.
 */
async function settle(
  signals: Collection<SignalDocument>,
  all: readonly SignalDocument[],
  relatedAt: Date,
): Promise<boolean> {
  let settled = 0;
  for (const [mark, marked] of groupedBy(all, (signal) => signal.mark)) {
    const { matchedCount } = await signals.updateMany(
      { _id: { $in: marked.map(({ _id }) => _id) }, mark },
      { $unset: { staleness: true }, $set: { relatedAt }, $inc: { mark: 1 } },
      BY_ID,
    );
    settled += matchedCount;
  }
  return settled === all.length;
}
