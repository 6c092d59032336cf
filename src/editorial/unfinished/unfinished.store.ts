import type { Collection, Db } from 'mongodb';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import type { UnfinishedDocument } from './unfinished.document.js';

const string = { bsonType: 'string' };
const strings = { bsonType: 'array', items: string };

/** What was begun and is not known to be done: a document or two for each import that runs. */
export const unfinishedPlan: CollectionPlan = {
  name: 'unfinished',
  schema: {
    bsonType: 'object',
    required: ['_id', 'ids', 'lists', 'unrelatedIds', 'begun'],
    properties: {
      _id: string,
      ids: strings,
      lists: { bsonType: 'array', items: { bsonType: ['int', 'long', 'double'], minimum: 0 } },
      unrelatedIds: strings,
      begun: { bsonType: 'date' },
    },
  },
  indexes: [{ name: 'ids', key: { ids: 1 } }],
};

/** Every read and write of what was begun. */
export interface UnfinishedStore {
  /** All of it, in no order. */
  findAll(reading: Reading): Promise<UnfinishedDocument[]>;
  /** What was begun on one of these articles or topics, in no order. */
  findOn(reading: Reading, ids: readonly string[]): Promise<UnfinishedDocument[]>;
  /** Says what begins, and which works have been done to their end; may be said again. */
  begin(work: UnfinishedDocument, endedIds?: readonly string[]): Promise<void>;
  /** Says that works have been done to their end. */
  end(workIds: readonly string[]): Promise<void>;
  /** Says that works have been done to their end on these articles or topics. */
  endOn(works: readonly UnfinishedDocument[], ids: readonly string[]): Promise<void>;
}

/** The store of what was begun in a database. */
export function unfinishedStore(db: Db): UnfinishedStore {
  const works = collectionOf<UnfinishedDocument>(db, unfinishedPlan);
  return {
    findAll: (reading) => findMany(reading, works, { filter: {}, hint: '_id_' }),
    findOn: (reading, ids) =>
      findMany(reading, works, {
        filter: { ids: { $in: [...ids] } },
        hint: 'ids',
        batchSize: ids.length,
      }),
    begin: async (work, endedIds = []) => {
      await works.replaceOne({ _id: work._id }, work, { upsert: true, hint: '_id_' });
      await end(works, endedIds);
    },
    end: (workIds) => end(works, workIds),
    endOn: async (left, ids) => {
      if (left.length === 0) return;
      const these = { _id: { $in: left.map(({ _id }) => _id) } };
      await works.updateMany(these, { $pull: { ids: { $in: [...ids] } } }, { hint: '_id_' });
      await works.deleteMany({ ...these, ids: { $size: 0 } }, { hint: '_id_' });
    },
  };
}

async function end(
  works: Collection<UnfinishedDocument>,
  workIds: readonly string[],
): Promise<void> {
  if (workIds.length > 0) await works.deleteMany({ _id: { $in: [...workIds] } }, { hint: '_id_' });
}
