import type { Collection, Db } from 'mongodb';
import { string, strings, wholeNumber } from '../../database/bson-types.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import type { ReadContext } from '../../database/read-context.js';
import type { IntentDocument } from './intent.document.js';

/**
 * The collection of the write-intent log: a few documents while an import runs, none afterwards.
 */
export const intentPlan: CollectionPlan = {
  name: 'intents',
  schema: {
    bsonType: 'object',
    required: ['_id', 'leaseCounter', 'articleIds', 'topicIds', 'lists', 'unrelatedIds'],
    properties: {
      _id: string,
      leaseCounter: wholeNumber,
      articleIds: strings,
      topicIds: strings,
      lists: { bsonType: 'array', items: wholeNumber },
      unrelatedIds: strings,
      isRepaired: { bsonType: 'bool' },
    },
  },
  indexes: [{ name: 'articles', key: { articleIds: 1 } }],
};

/** All reads and writes of the write-intent log. */
export interface IntentStore {
  /** The unrepaired intents of holders of the lease before this counter. */
  findLeft(readContext: ReadContext, leaseCounter: number): Promise<IntentDocument[]>;
  /** The intents that contain any of these articles, in no particular order. */
  findByArticles(readContext: ReadContext, ids: readonly string[]): Promise<IntentDocument[]>;
  /** Stores an intent, and deletes the completed ones in `endedIds`. Can be repeated. */
  begin(intent: IntentDocument, endedIds?: readonly string[]): Promise<void>;
  /** Deletes completed intents. */
  end(ids: readonly string[]): Promise<void>;
  /**
   * Removes articles that have been written since from intents, and deletes the intents that then
   * contain no articles.
   */
  endArticles(intents: readonly IntentDocument[], ids: readonly string[]): Promise<void>;
  /** Marks intents as repaired, and deletes those that contain no articles. */
  markRepaired(ids: readonly string[]): Promise<void>;
}

/** Creates the store of the write-intent log. */
export function intentStore(db: Db): IntentStore {
  const intents = collectionOf<IntentDocument>(db, intentPlan);
  return {
    findLeft: (readContext, leaseCounter) =>
      findMany(readContext, intents, {
        filter: { leaseCounter: { $lt: leaseCounter }, isRepaired: { $exists: false } },
        hint: '_id_',
      }),
    findByArticles: (readContext, ids) =>
      findMany(readContext, intents, {
        filter: { articleIds: { $in: [...ids] } },
        hint: 'articles',
        batchSize: ids.length,
      }),
    begin: async (intent, endedIds = []) => {
      await intents.replaceOne({ _id: intent._id }, intent, { upsert: true, hint: '_id_' });
      await end(intents, endedIds);
    },
    end: (ids) => end(intents, ids),
    endArticles: (left, ids) => endArticles(intents, left, ids),
    markRepaired: async (ids) => {
      const these = { _id: { $in: [...ids] } };
      await intents.deleteMany({ ...these, articleIds: { $size: 0 } }, { hint: '_id_' });
      await intents.updateMany(these, { $set: { isRepaired: true } }, { hint: '_id_' });
    },
  };
}

async function end(intents: Collection<IntentDocument>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await intents.deleteMany({ _id: { $in: [...ids] } }, { hint: '_id_' });
}

async function endArticles(
  intents: Collection<IntentDocument>,
  left: readonly IntentDocument[],
  ids: readonly string[],
): Promise<void> {
  if (left.length === 0 || ids.length === 0) return;
  const these = { _id: { $in: left.map(({ _id }) => _id) } };
  await intents.updateMany(these, { $pullAll: { articleIds: [...ids] } }, { hint: '_id_' });
  await intents.deleteMany({ ...these, articleIds: { $size: 0 } }, { hint: '_id_' });
}
