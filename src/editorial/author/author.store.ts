import type { Db } from 'mongodb';
import { date, string } from '../../database/bson-types.js';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { addressesSchema } from '../address/address.schema.js';
import { type NamedCollection, namedCollection } from '../named/named.collection.js';
import type { AuthorDocument } from './author.document.js';

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
      shownFrom: date,
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
export interface AuthorDescription extends Omit<AuthorDocument, 'slug'> {
  /** What it follows: an author who is described otherwise by now stays as is. */
  readonly previous: Pick<AuthorDocument, 'name' | 'bio'>;
}

/** Every read and write of authors. Their only list is `{}`. */
export interface AuthorStore extends NamedCollection<AuthorDocument> {
  /** Takes what a source says of authors. */
  describe(descriptions: readonly AuthorDescription[]): Promise<void>;
}

/** The store of authors in a database. */
export function authorStore(db: Db): AuthorStore {
  const authors = collectionOf<AuthorDocument>(db, authorPlan);
  return {
    ...namedCollection<AuthorDocument>(db, authorPlan, 'shown'),
    describe: async (descriptions) => {
      if (descriptions.length > 0) await authors.bulkWrite(descriptions.map(writeOf), UNORDERED);
    },
  };
}

function writeOf({ _id, previous, bio, shownFrom, ...rest }: AuthorDescription) {
  const told =
    bio === undefined ? { $set: rest, $unset: { bio: '' as const } } : { $set: { ...rest, bio } };
  const earlier = shownFrom === undefined ? {} : { $min: { shownFrom } };
  const bioBefore = previous.bio ?? { $exists: false };
  const filter = { _id, name: previous.name, bio: bioBefore };
  return { updateOne: { filter, update: { ...told, ...earlier } } };
}
