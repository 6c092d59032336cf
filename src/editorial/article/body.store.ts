import type { Db } from 'mongodb';
import { string, wholeNumber } from '../../database/bson-types.js';
import { putAll } from '../../database/bulk.js';
import { type CollectionPlan, collectionOf } from '../../database/collections.js';
import { findByIds } from '../../database/find.js';
import type { ReadContext } from '../../database/read-context.js';
import type { ArticleDocument, BodyDocument } from './article.document.js';

/** The bodies of articles, one per revision. */
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
 * The id of the body that a card refers to. It is derived from what readers see, so that two
 * imports which write the same revision with different content do not overwrite each other's body.
 */
export function bodyId({ _id, readerHash }: Pick<ArticleDocument, '_id' | 'readerHash'>): string {
  return `${_id}:${readerHash.slice(0, 20)}`;
}

/**
 * Article bodies. They are stored separately from the cards, so that reading lists stays fast.
 *
 * Visibility is not checked here: a body is only read through a card that the reader may see.
 */
export interface BodyStore {
  /** The bodies with these ids (`bodyId`), in no particular order. */
  findByIds(readContext: ReadContext, ids: readonly string[]): Promise<BodyDocument[]>;
  /** Upserts bodies by id. */
  put(bodies: readonly BodyDocument[]): Promise<void>;
}

/** Creates the store of bodies in a database. */
export function bodyStore(db: Db): BodyStore {
  const bodies = collectionOf<BodyDocument>(db, bodyPlan);
  return {
    findByIds: (readContext, ids) => findByIds(readContext, bodies, ids),
    put: (all) => putAll(db, bodyPlan, all),
  };
}
