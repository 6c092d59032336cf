import type { Db } from 'mongodb';
import { string, wholeNumber } from '../../database/bson-types.js';
import { putAll } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByIds } from '../../database/find.js';
import type { Reading } from '../../database/reading.js';
import type { ArticleDocument, BodyDocument } from './article.document.js';

/** The bodies of articles, one for each revision. */
export const bodyPlan: CollectionPlan = {
  name: 'bodies',
  schema: {
    bsonType: 'object',
    required: ['_id', 'articleId', 'revision', 'html', 'text', 'links'],
    properties: {
      _id: string,
      articleId: string,
      revision: { ...wholeNumber, minimum: 1 },
      html: string,
      text: string,
      links: {
        bsonType: 'array',
        items: {
          bsonType: 'object',
          required: ['url', 'text'],
          properties: { url: string, text: string },
        },
      },
    },
  },
  indexes: [],
};

/**
 * The key of the body that a card points at: made of what readers see, so that two imports that
 * bring the same revision otherwise do not write into one place.
 */
export function bodyId({ _id, readerHash }: Pick<ArticleDocument, '_id' | 'readerHash'>): string {
  return `${_id}:${readerHash.slice(0, 20)}`;
}

/**
 * Bodies, apart from the cards so that lists stay small.
 *
 * Nothing here asks who reads: a body is reached only through a card that the reader may see.
 */
export interface BodyStore {
  /** The bodies of these keys (`bodyId`), in no order. */
  findByIds(reading: Reading, ids: readonly string[]): Promise<BodyDocument[]>;
  /** Writes bodies, each in the place of one with the same key. */
  put(bodies: readonly BodyDocument[]): Promise<void>;
}

/** The store of bodies in a database. */
export function bodyStore(db: Db): BodyStore {
  const bodies = collectionOf<BodyDocument>(db, bodyPlan);
  return {
    findByIds: (reading, ids) => findByIds(reading, bodies, ids),
    put: (all) => putAll(db, bodyPlan, all),
  };
}
