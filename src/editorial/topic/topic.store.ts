import type { Db } from 'mongodb';
import { date, string, strings } from '../../database/bson-types.js';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByField } from '../../database/find.js';
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
  /** What the change was made from: a topic that is another by now stays as it is. */
  readonly previous: Pick<TopicDocument, 'name' | 'path'>;
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
    findDescendants: (reading, ids) =>
      findByField(reading, topics, 'ancestorIds', ids, 'ancestors'),
    update: async (changes) => {
      if (changes.length > 0) await topics.bulkWrite(changes.map(writeOf), UNORDERED);
    },
  };
}

function writeOf({ _id, previous: { name, path }, set, unset, shownFrom }: TopicChange) {
  const $unset = Object.fromEntries(unset.map((field) => [field, ''] as const));
  const earlier = shownFrom === undefined ? {} : { $min: { shownFrom } };
  return { updateOne: { filter: { _id, name, path }, update: { $set: set, $unset, ...earlier } } };
}
