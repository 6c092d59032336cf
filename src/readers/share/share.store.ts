import type { Db } from 'mongodb';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import { SHARE_CHANNELS, type ShareCountDocument } from './share.document.js';

const wholeNumber = { bsonType: ['int', 'long', 'double'], minimum: 0 };

/** How often articles were passed on; apart from the card, since it moves with every click. */
export const sharePlan: CollectionPlan = {
  name: 'shareCounts',
  schema: {
    bsonType: 'object',
    required: ['_id', 'channels'],
    properties: {
      _id: { bsonType: 'string' },
      channels: {
        bsonType: 'object',
        properties: Object.fromEntries(SHARE_CHANNELS.map((channel) => [channel, wholeNumber])),
        additionalProperties: false,
      },
    },
  },
  indexes: [],
};

/** Every read and write of share counts. */
export interface ShareStore {
  /** The counts of these articles, in no order; an article nobody shared has none. */
  findByArticles(reading: Reading, articleIds: readonly string[]): Promise<ShareCountDocument[]>;
  /**
   * Puts in what a source counted, unless there is a count already: readers' clicks are not undone.
   */
  putMissing(counts: readonly ShareCountDocument[]): Promise<void>;
}

/** The store of share counts in a database. */
export function shareStore(db: Db): ShareStore {
  const counts = collectionOf<ShareCountDocument>(db, sharePlan);
  return {
    findByArticles: (reading, articleIds) =>
      findMany(reading, counts, {
        filter: { _id: { $in: [...articleIds] } },
        hint: '_id_',
        batchSize: articleIds.length,
      }),
    putMissing: async (all) => {
      if (all.length === 0) return;
      await counts.bulkWrite(
        all.map(({ _id, channels }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: { channels } }, upsert: true },
        })),
        { ordered: false },
      );
    },
  };
}
