import type { Db } from 'mongodb';
import { date, string, strings } from '../../database/bson-types.js';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByField, findMany } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import { addressesSchema } from '../address/address.schema.js';
import { type NamedCollection, namedCollection } from '../named/named.collection.js';
import { TAXONOMIES, type TopicDocument } from './topic.document.js';

/** The tree of topics. */
export const topicPlan: CollectionPlan = {
  name: 'topics',
  schema: {
    bsonType: 'object',
    required: ['_id', 'taxonomy', 'slug', 'name', 'sortName', 'ancestorIds', 'path', 'lists'],
    properties: {
      _id: string,
      taxonomy: { enum: TAXONOMIES },
      slug: { ...string, minLength: 1 },
      name: { ...string, minLength: 1 },
      sortName: string,
      description: string,
      parentId: string,
      ancestorIds: strings,
      path: { ...string, minLength: 1 },
      addresses: addressesSchema,
      isDescribed: { enum: [true] },
      shownFrom: date,
      lists: strings,
    },
  },
  indexes: [
    { name: 'slug', key: { slug: 1 }, options: { unique: true } },
    { name: 'lists', key: { lists: 1, sortName: 1, _id: 1, shownFrom: 1 } },
    { name: 'addresses', key: { 'addresses.path': 1 }, options: { sparse: true } },
    { name: 'ancestors', key: { ancestorIds: 1 } },
  ],
};

/** What is to be another in a topic that is there; all else stays, whoever writes it meanwhile. */
export interface TopicChange {
  readonly _id: string;
  readonly set: Partial<Omit<TopicDocument, '_id' | 'slug' | 'shownFrom'>>;
  readonly unset: readonly ('description' | 'parentId')[];
  /** Readers know of it from then on, or from an earlier moment. */
  readonly shownFrom?: Date;
}

/**
 * Every read and write of topics. Their lists are `{ lists: topicList(…) }`; those that a source
 * describes are never put off.
 */
export interface TopicStore extends NamedCollection<TopicDocument> {
  /** The topics above each of these that exists, from the root down. */
  findAncestors(
    reading: Reading,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** All topics below these, in no order. */
  findDescendants(reading: Reading, ids: readonly string[]): Promise<TopicDocument[]>;
  /** Changes topics in what is said, and in nothing else. */
  update(changes: readonly TopicChange[]): Promise<void>;
}

/** The store of topics in a database. */
export function topicStore(db: Db): TopicStore {
  const topics = collectionOf<TopicDocument>(db, topicPlan);
  return {
    ...namedCollection<TopicDocument>(db, topicPlan, 'lists', { isDescribed: { $exists: false } }),
    findAncestors: async (reading, ids) => {
      const found = await findMany(reading, topics, {
        filter: { _id: { $in: [...ids] } },
        hint: '_id_',
        projection: { ancestorIds: 1 },
        batchSize: ids.length,
      });
      return new Map(found.map(({ _id, ancestorIds }) => [_id, ancestorIds]));
    },
    findDescendants: (reading, ids) =>
      findByField(reading, topics, 'ancestorIds', ids, 'ancestors'),
    update: async (changes) => {
      if (changes.length > 0) await topics.bulkWrite(changes.map(writeOf), UNORDERED);
    },
  };
}

function writeOf({ _id, set, unset, shownFrom }: TopicChange) {
  const $unset = Object.fromEntries(unset.map((field) => [field, ''] as const));
  const earlier = shownFrom === undefined ? {} : { $min: { shownFrom } };
  return { updateOne: { filter: { _id }, update: { $set: set, $unset, ...earlier } } };
}
