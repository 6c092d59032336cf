import type { Db, UpdateFilter } from 'mongodb';
import { string, wholeNumber } from '../../database/bson-types.js';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByIds } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import { SHARE_CHANNELS, type ShareCountDocument } from './share.document.js';

/** All channels together are still an Int of GraphQL. */
const LARGEST_COUNT = 100_000_000;

/** How often articles were passed on; apart from the card, since it moves with every click. */
export const sharePlan: CollectionPlan = {
  name: 'shareCounts',
  schema: {
    bsonType: 'object',
    required: ['_id', 'channels'],
    properties: {
      _id: string,
      channels: {
        bsonType: 'object',
        properties: Object.fromEntries(
          SHARE_CHANNELS.map((channel) => [channel, { ...wholeNumber, maximum: LARGEST_COUNT }]),
        ),
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
  /** Raises counts to what a source counted; none falls, so readers' clicks are not undone. */
  raise(counts: readonly ShareCountDocument[]): Promise<void>;
}

/** The store of share counts in a database. */
export function shareStore(db: Db): ShareStore {
  const counts = collectionOf<ShareCountDocument>(db, sharePlan);
  return {
    findByArticles: (reading, articleIds) => findByIds(reading, counts, articleIds),
    raise: async (all) => {
      if (all.length === 0) return;
      await counts.bulkWrite(
        all.map(({ _id, channels }) => ({
          updateOne: { filter: { _id }, update: raising(channels), upsert: true },
        })),
        UNORDERED,
      );
    },
  };
}

function raising(channels: ShareCountDocument['channels']): UpdateFilter<ShareCountDocument> {
  const told = Object.entries(channels);
  if (told.length === 0) return { $setOnInsert: { channels: {} } };
  return { $max: Object.fromEntries(told.map(([name, count]) => [`channels.${name}`, count])) };
}
