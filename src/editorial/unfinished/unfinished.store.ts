import type { Collection, Db } from 'mongodb';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import type { UnfinishedDocument } from './unfinished.document.js';

const string = { bsonType: 'string' };
const strings = { bsonType: 'array', items: string };

/** What was begun and is not known to be done: a few documents for each import that runs. */
export const unfinishedPlan: CollectionPlan = {
  name: 'unfinished',
  schema: {
    bsonType: 'object',
    required: ['_id', 'targets', 'lists', 'unrelatedIds', 'begun'],
    properties: {
      _id: string,
      targets: {
        bsonType: 'array',
        items: {
          bsonType: 'object',
          required: ['id', 'state'],
          properties: { id: string, state: string },
        },
      },
      lists: { bsonType: 'array', items: { bsonType: ['int', 'long', 'double'], minimum: 0 } },
      unrelatedIds: strings,
      begun: { bsonType: 'date' },
    },
  },
  indexes: [{ name: 'targets', key: { 'targets.id': 1 } }],
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
  /**
   * Says that works have been done to their end on these articles or topics; if states are told,
   * only where they were to come to one of them.
   */
  endOn(
    works: readonly UnfinishedDocument[],
    ids: readonly string[],
    states?: readonly string[],
  ): Promise<void>;
}

/** The store of what was begun in a database. */
export function unfinishedStore(db: Db): UnfinishedStore {
  const works = collectionOf<UnfinishedDocument>(db, unfinishedPlan);
  return {
    findAll: (reading) => findMany(reading, works, { filter: {}, hint: '_id_' }),
    findOn: (reading, ids) =>
      findMany(reading, works, {
        filter: { 'targets.id': { $in: [...ids] } },
        hint: 'targets',
        batchSize: ids.length,
      }),
    begin: async (work, endedIds = []) => {
      await works.replaceOne({ _id: work._id }, work, { upsert: true, hint: '_id_' });
      await end(works, endedIds);
    },
    end: (workIds) => end(works, workIds),
    endOn: (left, ids, states) => endOn(works, left, ids, states),
  };
}

async function end(
  works: Collection<UnfinishedDocument>,
  workIds: readonly string[],
): Promise<void> {
  if (workIds.length > 0) await works.deleteMany({ _id: { $in: [...workIds] } }, { hint: '_id_' });
}

async function endOn(
  works: Collection<UnfinishedDocument>,
  left: readonly UnfinishedDocument[],
  ids: readonly string[],
  states?: readonly string[],
): Promise<void> {
  if (left.length === 0 || ids.length === 0) return;
  const these = { _id: { $in: left.map(({ _id }) => _id) } };
  const which = states === undefined ? {} : { state: { $in: [...states] } };
  const done = { targets: { id: { $in: [...ids] }, ...which } };
  await works.updateMany(these, { $pull: done }, { hint: '_id_' });
  await works.deleteMany({ ...these, targets: { $size: 0 } }, { hint: '_id_' });
}
