import type { Db, UpdateFilter } from 'mongodb';
import { string, wholeNumber } from '../../database/bson-types.js';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByIds } from '../../database/find.js';
import type { ReadContext } from '../../database/read-context.js';
import { SHARE_CHANNELS, type ShareCountDocument } from './share.document.js';

/** The maximum per channel; the sum over all channels still fits into GraphQL's `Int`. */
const MAX_COUNT = 100_000_000;

/** The share counts of articles. They are not on the card, because they change with every click. */
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
          SHARE_CHANNELS.map((channel) => [channel, { ...wholeNumber, maximum: MAX_COUNT }]),
        ),
        additionalProperties: false,
      },
    },
  },
  indexes: [],
};

/** All reads and writes of share counts. */
export interface ShareStore {
  /**
   * The counts of these articles, in no particular order; articles that were never shared are
   * missing.
   */
  findByArticles(
    readContext: ReadContext,
    articleIds: readonly string[],
  ): Promise<ShareCountDocument[]>;
  /**
   * Raises counts to those of a source. A count is never lowered, so that readers' clicks are kept.
   */
  raise(counts: readonly ShareCountDocument[]): Promise<void>;
}

/** Creates the store of share counts in a database. */
export function shareStore(db: Db): ShareStore {
  const counts = collectionOf<ShareCountDocument>(db, sharePlan);
  return {
    findByArticles: (readContext, articleIds) => findByIds(readContext, counts, articleIds),
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
  const declared = Object.entries(channels);
  if (declared.length === 0) return { $setOnInsert: { channels: {} } };
  return { $max: Object.fromEntries(declared.map(([name, count]) => [`channels.${name}`, count])) };
}
