import type { Db } from 'mongodb';
import { date, string } from '../../database/bson-types.js';
import { UNORDERED } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { addressesSchema } from '../address/address.schema.js';
import { type NamedCollection, namedCollection } from '../named/named.collection.js';
import type { AuthorDocument } from './author.document.js';

/** The collection of authors. */
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
 * A source's description of an existing author. Fields that it lacks are removed. The author is
 * visible from `shownFrom` on, or from an earlier moment that is already stored.
 */
export interface AuthorDescription extends Omit<AuthorDocument, 'slug'> {
  /** The values that the description is based on; an author who was changed since is skipped. */
  readonly previous: Pick<AuthorDocument, 'name' | 'bio'>;
}

/** All reads and writes of authors. Their only list is `{}`. */
export interface AuthorStore extends NamedCollection<AuthorDocument> {
  /** Applies the descriptions of a source. */
  describe(descriptions: readonly AuthorDescription[]): Promise<void>;
}

/** Creates the store of authors in a database. */
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
  const declared =
    bio === undefined ? { $set: rest, $unset: { bio: '' as const } } : { $set: { ...rest, bio } };
  const earlier = shownFrom === undefined ? {} : { $min: { shownFrom } };
  const bioBefore = previous.bio ?? { $exists: false };
  const filter = { _id, name: previous.name, bio: bioBefore };
  return { updateOne: { filter, update: { ...declared, ...earlier } } };
}
