import type { Collection, Db } from 'mongodb';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import { countNameLists, type NameListRequest, readNameLists } from '../../database/name-list.js';
import type { Reading } from '../../database/reading.js';
import { insertWithFreeSlug } from '../../database/slug-claim.js';
import { TAXONOMIES, type TopicDocument } from './topic.document.js';

const string = { bsonType: 'string' };
const strings = { bsonType: 'array', items: string };

/** The tree of topics. */
export const topicPlan: CollectionPlan = {
  name: 'topics',
  schema: {
    bsonType: 'object',
    required: ['_id', 'taxonomy', 'slug', 'name', 'sortName', 'ancestorIds', 'lists'],
    properties: {
      _id: string,
      taxonomy: { enum: TAXONOMIES },
      slug: { ...string, minLength: 1 },
      name: { ...string, minLength: 1 },
      sortName: string,
      description: string,
      parentId: string,
      ancestorIds: strings,
      isShown: { enum: [true] },
      lists: strings,
    },
  },
  indexes: [
    { name: 'slug', key: { slug: 1 }, options: { unique: true } },
    { name: 'lists', key: { lists: 1, sortName: 1, _id: 1 } },
    { name: 'ancestors', key: { ancestorIds: 1 } },
  ],
};

/** Every read and write of topics. A topic is the same for every reader. */
export interface TopicStore {
  /** The topics of these ids, in no order. */
  findByIds(reading: Reading, ids: readonly string[]): Promise<TopicDocument[]>;
  /** The topics of these slugs, in no order. */
  findBySlugs(reading: Reading, slugs: readonly string[]): Promise<TopicDocument[]>;
  /** All topics below this one. */
  findDescendants(reading: Reading, id: string): Promise<TopicDocument[]>;
  /** One stretch for each request, in one command; lists are `{ lists: topicList(…) }`. */
  findStretches(reading: Reading, requests: readonly NameListRequest[]): Promise<TopicDocument[][]>;
  /** How long each list is, in one command. */
  count(reading: Reading, lists: readonly string[]): Promise<number[]>;
  /** Puts a new topic in under the first free one of the slugs; an existing one stays as it is. */
  insert(topic: Omit<TopicDocument, 'slug'>, slugs: Iterable<string>): Promise<void>;
  /** Changes all but slug and identity of topics. */
  update(topics: readonly TopicDocument[]): Promise<void>;
}

/** The store of topics in a database. */
export function topicStore(db: Db): TopicStore {
  const topics = collectionOf<TopicDocument>(db, topicPlan);
  return {
    findByIds: (reading, ids) =>
      findMany(reading, topics, {
        filter: { _id: { $in: [...ids] } },
        hint: '_id_',
        batchSize: ids.length,
      }),
    findBySlugs: (reading, slugs) =>
      findMany(reading, topics, {
        filter: { slug: { $in: [...slugs] } },
        hint: 'slug',
        batchSize: slugs.length,
      }),
    findDescendants: (reading, id) =>
      findMany(reading, topics, { filter: { ancestorIds: id }, hint: 'ancestors' }),
    findStretches: (reading, requests) => readNameLists(reading, topics, requests, 'lists'),
    count: (reading, lists) =>
      countNameLists(
        reading,
        topics,
        lists.map((list) => ({ lists: list })),
      ),
    insert: (topic, slugs) =>
      insertWithFreeSlug(slugs, (slug) => topics.insertOne({ ...topic, slug })),
    update: (changed) => update(topics, changed),
  };
}

async function update(
  topics: Collection<TopicDocument>,
  changed: readonly TopicDocument[],
): Promise<void> {
  if (changed.length === 0) return;
  await topics.bulkWrite(
    changed.map(({ _id, slug: _, ...rest }) => ({
      updateOne: {
        filter: { _id },
        update: {
          $set: rest,
          ...(rest.parentId === undefined ? { $unset: { parentId: true } } : {}),
        },
      },
    })),
    { ordered: false },
  );
}
