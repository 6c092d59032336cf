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
import type { AuthorDocument } from './author.document.js';

const string = { bsonType: 'string' };

/** The people who write. */
export const authorPlan: CollectionPlan = {
  name: 'authors',
  schema: {
    bsonType: 'object',
    required: ['_id', 'slug', 'name', 'sortName'],
    properties: {
      _id: string,
      slug: { ...string, minLength: 1 },
      name: { ...string, minLength: 1 },
      sortName: string,
      bio: string,
      addresses: addressesSchema,
      shownFrom: { bsonType: 'date' },
    },
  },
  indexes: [
    { name: 'slug', key: { slug: 1 }, options: { unique: true } },
    { name: 'addresses', key: { 'addresses.path': 1 }, options: { sparse: true } },
    { name: 'shown', key: { sortName: 1, _id: 1, shownFrom: 1 } },
  ],
};

/**
 * What a source says of an author that is there; what it leaves out is taken away, and readers know
 * of the person from `shownFrom` on, or from an earlier moment.
 */
export type AuthorDescription = Omit<AuthorDocument, 'slug'>;

/** Every read and write of authors. An author is the same for every reader. */
export interface AuthorStore {
  /** The authors of these ids, in no order. */
  findByIds(reading: Reading, ids: readonly string[]): Promise<AuthorDocument[]>;
  /** The authors of these slugs, in no order. */
  findBySlugs(reading: Reading, slugs: readonly string[]): Promise<AuthorDocument[]>;
  /** The authors behind an id, in the order of ids, shown or not: for exports only. */
  findAfter(reading: Reading, id: string, limit: number): Promise<AuthorDocument[]>;
  /** One stretch for each request, in one command; the only list is `{}`. */
  findStretches(
    reading: Reading,
    requests: readonly NameListRequest[],
  ): Promise<AuthorDocument[][]>;
  /** How many authors readers may know of. */
  count(reading: Reading): Promise<number>;
  /**
   * Puts new authors in, each under the first free one of its slugs.
   *
   * An existing one stays as it is.
   */
  insert(claims: readonly SlugClaim<Omit<AuthorDocument, 'slug'>>[]): Promise<void>;
  /** Takes what a source says of authors. */
  describe(descriptions: readonly AuthorDescription[]): Promise<void>;
  /** Lets readers know of authors from these moments on, or from an earlier one. */
  show(moments: Moments): Promise<void>;
  /** Puts off, to another moment or to none, the authors that nobody knows of yet. */
  putOff(moments: ReadonlyMap<string, Date | undefined>, asOf: Date): Promise<void>;
}

/** The store of authors in a database. */
export function authorStore(db: Db): AuthorStore {
  const authors = collectionOf<AuthorDocument>(db, authorPlan);
  return {
    findByIds: (reading, ids) =>
      findMany(reading, authors, {
        filter: { _id: { $in: [...ids] } },
        hint: '_id_',
        batchSize: ids.length,
      }),
    findBySlugs: (reading, slugs) =>
      findMany(reading, authors, {
        filter: { slug: { $in: [...slugs] } },
        hint: 'slug',
        batchSize: slugs.length,
      }),
    findAfter: (reading, id, limit) => findMany(reading, authors, behindId(id, limit)),
    findStretches: (reading, requests) => readNameLists(reading, authors, requests, 'shown'),
    count: async (reading) => (await countNameLists(reading, authors, [{}]))[0] ?? 0,
    insert: async (claims) => {
      await insertWithFreeSlugs(claims, {
        one: (author) => authors.insertOne(author),
        many: (all) => authors.insertMany(all, UNORDERED),
      });
    },
    describe: (descriptions) => describe(authors, descriptions),
    show: async (moments) => {
      if (moments.size > 0) await authors.bulkWrite(showingFrom(moments), UNORDERED);
    },
    putOff: async (moments, asOf) => {
      if (moments.size === 0) return;
      await authors.bulkWrite(puttingOff(moments, asOf), UNORDERED);
    },
  };
}

async function describe(
  authors: Collection<AuthorDocument>,
  descriptions: readonly AuthorDescription[],
): Promise<void> {
  if (descriptions.length === 0) return;
  await authors.bulkWrite(
    descriptions.map(({ _id, bio, shownFrom, ...rest }) => ({
      updateOne: {
        filter: { _id },
        update: {
          ...(bio === undefined
            ? { $set: rest, $unset: { bio: '' as const } }
            : { $set: { ...rest, bio } }),
          ...(shownFrom === undefined ? {} : { $min: { shownFrom } }),
        },
      },
    })),
    UNORDERED,
  );
}
