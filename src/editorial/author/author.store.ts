import type { Db } from 'mongodb';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findMany } from '../../database/find.js';
import { countNameLists, type NameListRequest, readNameLists } from '../../database/name-list.js';
import type { Reading } from '../../database/reading.js';
import { insertWithFreeSlug } from '../../database/slug-claim.js';
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
      isShown: { enum: [true] },
    },
  },
  indexes: [
    { name: 'slug', key: { slug: 1 }, options: { unique: true } },
    { name: 'shown', key: { isShown: 1, sortName: 1, _id: 1 } },
  ],
};

/** The list of all authors that readers may know of. */
export const SHOWN = { isShown: true } as const;

/** Every read and write of authors. An author is the same for every reader. */
export interface AuthorStore {
  /** The authors of these ids, in no order. */
  findByIds(reading: Reading, ids: readonly string[]): Promise<AuthorDocument[]>;
  /** The authors of these slugs, in no order. */
  findBySlugs(reading: Reading, slugs: readonly string[]): Promise<AuthorDocument[]>;
  /** One stretch for each request, in one command; the only list is `SHOWN`. */
  findStretches(
    reading: Reading,
    requests: readonly NameListRequest[],
  ): Promise<AuthorDocument[][]>;
  /** How many authors readers may know of. */
  count(reading: Reading): Promise<number>;
  /** Puts a new author in under the first free one of the slugs; an existing one stays as it is. */
  insert(author: Omit<AuthorDocument, 'slug'>, slugs: Iterable<string>): Promise<void>;
  /** Lets readers know of authors. */
  show(ids: readonly string[]): Promise<void>;
  /** Changes all but slug and identity of an author. */
  update(author: AuthorDocument): Promise<void>;
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
    findStretches: (reading, requests) => readNameLists(reading, authors, requests, 'shown'),
    count: async (reading) => (await countNameLists(reading, authors, [SHOWN]))[0] ?? 0,
    insert: (author, slugs) =>
      insertWithFreeSlug(slugs, (slug) => authors.insertOne({ ...author, slug })),
    show: async (ids) => {
      await authors.updateMany(
        { _id: { $in: [...ids] }, isShown: { $exists: false } },
        { $set: SHOWN },
      );
    },
    update: async ({ _id, slug: _, ...rest }) => {
      await authors.updateOne({ _id }, { $set: rest });
    },
  };
}
