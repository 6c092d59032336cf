import type { Db } from 'mongodb';
import { date, string, strings } from '../../database/bson-types.js';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByField } from '../../database/find.js';
import type { ReadContext } from '../../database/read-context.js';
import { addressesSchema } from '../address/address.schema.js';
import { type NamedCollection, namedCollection } from '../named/named.collection.js';
import { TAXONOMIES, type TopicDocument } from './topic.document.js';

/** The collection of topics, which form trees. */
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

/** A change of an existing topic. Other fields are not changed, so that others may write them. */
export interface TopicChange {
  readonly _id: string;
  /** The values that the change is based on; a topic that was changed since is skipped. */
  readonly previous: Pick<TopicDocument, 'name' | 'path'>;
  readonly set: Partial<Omit<TopicDocument, '_id' | 'slug' | 'shownFrom'>>;
  readonly unset: readonly ('description' | 'parentId')[];
  /** It is visible from this moment on, or from an earlier one that is already stored. */
  readonly shownFrom?: Date;
}

/**
 * All reads and writes of topics. Their lists are `{ lists: topicList(…) }`. `putOff` never changes
 * topics that a source describes.
 */
export interface TopicStore extends NamedCollection<TopicDocument> {
  /** All descendants of these topics, in no particular order. */
  findDescendants(readContext: ReadContext, ids: readonly string[]): Promise<TopicDocument[]>;
  /** Applies changes to topics. */
  update(changes: readonly TopicChange[]): Promise<void>;
}

/** Creates the store of topics in a database. */
export function topicStore(db: Db): TopicStore {
  const topics = collectionOf<TopicDocument>(db, topicPlan);
  return {
    ...namedCollection<TopicDocument>(db, topicPlan, 'lists', { isDescribed: { $exists: false } }),
    findDescendants: (readContext, ids) =>
      findByField(readContext, topics, 'ancestorIds', ids, 'ancestors'),
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
