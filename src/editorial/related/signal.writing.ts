import type { Collection } from 'mongodb';
import { groupedBy } from '../../database/batching.js';
import { insertNew, UNORDERED } from '../../database/bulk.js';
import type { SignalDocument } from './signal.document.js';

/** Signals as they are written. */
export interface NewSignals
  extends Omit<SignalDocument, 'staleness' | 'changedAt' | 'relatedAt' | 'mark'> {
  /** Whether its relatives came with it, and need not be looked for. */
  readonly isRelated?: boolean;
}

/** What an article is about in another place, and what it was about when that was read. */
export interface RefiledSignals extends Pick<SignalDocument, '_id' | 'keys' | 'names' | 'weights'> {
  readonly previousNames: readonly string[];
}

/** Every write of signals. A mark is what `staleness` says, and rises with every writing of it. */
export interface SignalWriting {
  /** Writes what articles are about, and marks as changed those that came without relatives. */
  put(signals: readonly NewSignals[]): Promise<void>;
  /**
   * Writes what articles are about in other places, and marks them as changed now; returns whether
   * all were as they had been read. One that was not stays as it is.
   */
  refile(signals: readonly RefiledSignals[]): Promise<boolean>;
  /**
   * Marks articles as neighbours of one that changed at a moment, unless they were related since.
   */
  markNeighbours(ids: readonly string[], changedAt: Date): Promise<void>;
  /** Marks articles that come out as changed now, so that their neighbours are related anew. */
  markOut(ids: readonly string[]): Promise<void>;
  /**
   * Marks these articles, or all, as changed, those that wait already as well: somebody may be
   * relating them by what was there before, and must not settle them after that.
   */
  markChanged(ids?: readonly string[]): Promise<void>;
  /**
   * Takes the mark away, each unless it was set again, or taken away by another, since it was read;
   * returns whether that was so for none.
   */
  settle(signals: readonly SignalDocument[], relatedAt: Date): Promise<boolean>;
}

/** The writes of signals in a collection. */
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

/** What a signal may lack, and must lack in the database too. */
function withoutThese(signals: Partial<SignalDocument>): Partial<Record<OptionalField, true>> {
  return Object.fromEntries(
    OPTIONAL_FIELDS.filter((field) => signals[field] === undefined).map((field) => [field, true]),
  );
}

const OPTIONAL_FIELDS = ['publishedAt', 'staleness', 'chosenIds'] as const;
type OptionalField = (typeof OPTIONAL_FIELDS)[number];

/** Those with one mark are settled by one command: after an import of everything that is all. */
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
