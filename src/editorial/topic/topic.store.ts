import type { Collection, Db } from 'mongodb';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { behindId, findMany } from '../../database/find.js';
import {
  countNameLists,
  type Moments,
  type NameListRequest,
  puttingOff,
  readNameLists,
  showingFrom,
} from '../../database/name-list.js';
import type { Reading } from '../../database/reading.js';
import { insertWithFreeSlugs, type SlugClaim } from '../../database/slug-claim.js';
import { addressesSchema } from '../address/address.schema.js';
import { TAXONOMIES, type TopicDocument } from './topic.document.js';

const string = { bsonType: 'string' };
const strings = { bsonType: 'array', items: string };

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
      shownFrom: { bsonType: 'date' },
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

/** Every read and write of topics. A topic is the same for every reader. */
export interface TopicStore {
  /** The topics of these ids, in no order. */
  findByIds(reading: Reading, ids: readonly string[]): Promise<TopicDocument[]>;
  /** The topics above each of these that exists, from the root down. */
  findAncestors(
    reading: Reading,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** The topics of these slugs, in no order. */
  findBySlugs(reading: Reading, slugs: readonly string[]): Promise<TopicDocument[]>;
  /** The topics behind an id, in the order of ids, shown or not: for exports only. */
  findAfter(reading: Reading, id: string, limit: number): Promise<TopicDocument[]>;
  /** All topics below these, in no order. */
  findDescendants(reading: Reading, ids: readonly string[]): Promise<TopicDocument[]>;
  /** One stretch for each request, in one command; lists are `{ lists: topicList(…) }`. */
  findStretches(reading: Reading, requests: readonly NameListRequest[]): Promise<TopicDocument[][]>;
  /** How long each list is, in one command. */
  count(reading: Reading, lists: readonly string[]): Promise<number[]>;
  /**
   * Puts new topics in, each under the first free one of its slugs, and tells which it got; an
   * existing one stays as it is and is missing from the answer.
   */
  insert(
    claims: readonly SlugClaim<Omit<TopicDocument, 'slug'>>[],
  ): Promise<ReadonlyMap<string, string>>;
  /** Changes topics in what is said, and in nothing else. */
  update(changes: readonly TopicChange[]): Promise<void>;
  /** Lets readers know of topics from these moments on, or from an earlier one. */
  show(moments: Moments): Promise<void>;
  /** Puts off, to another moment or to none, topics that nobody describes or knows of yet. */
  putOff(moments: ReadonlyMap<string, Date | undefined>, asOf: Date): Promise<void>;
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
    findAncestors: (reading, ids) => findAncestors(reading, topics, ids),
    findBySlugs: (reading, slugs) =>
      findMany(reading, topics, {
        filter: { slug: { $in: [...slugs] } },
        hint: 'slug',
        batchSize: slugs.length,
      }),
    findAfter: (reading, id, limit) => findMany(reading, topics, behindId(id, limit)),
    findDescendants: (reading, ids) =>
      findMany(reading, topics, {
        filter: { ancestorIds: { $in: [...ids] } },
        hint: 'ancestors',
        batchSize: ids.length,
      }),
    findStretches: (reading, requests) => readNameLists(reading, topics, requests, 'lists'),
    count: (reading, lists) =>
      countNameLists(
        reading,
        topics,
        lists.map((list) => ({ lists: list })),
      ),
    insert: (claims) =>
      insertWithFreeSlugs(claims, {
        one: (topic) => topics.insertOne(topic),
        many: (all) => topics.insertMany(all, UNORDERED),
      }),
    update: (changes) => update(topics, changes),
    show: async (moments) => {
      if (moments.size > 0) await topics.bulkWrite(showingFrom(moments), UNORDERED);
    },
    putOff: async (moments, asOf) => {
      if (moments.size === 0) return;
      const writes = puttingOff(moments, asOf).map(({ updateOne: { filter, update } }) => ({
        updateOne: { filter: { ...filter, isDescribed: { $exists: false } }, update },
      }));
      await topics.bulkWrite(writes, UNORDERED);
    },
  };
}

async function findAncestors(
  reading: Reading,
  topics: Collection<TopicDocument>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await findMany(reading, topics, {
    filter: { _id: { $in: [...ids] } },
    hint: '_id_',
    projection: { ancestorIds: 1 },
    batchSize: ids.length,
  });
  return new Map(found.map(({ _id, ancestorIds }) => [_id, ancestorIds]));
}

async function update(
  topics: Collection<TopicDocument>,
  changes: readonly TopicChange[],
): Promise<void> {
  if (changes.length === 0) return;
  await topics.bulkWrite(
    changes.map(({ _id, set, unset, shownFrom }) => ({
      updateOne: {
        filter: { _id },
        update: {
          $set: set,
          $unset: Object.fromEntries(unset.map((field) => [field, ''] as const)),
          ...(shownFrom === undefined ? {} : { $min: { shownFrom } }),
        },
      },
    })),
    UNORDERED,
  );
}
