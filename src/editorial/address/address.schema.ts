import type { Document } from 'mongodb';
import { string } from '../../database/bson-types.js';

/** What MongoDB holds lists of addresses to; the twin of `AddressDocument`. */
export const addressesSchema: Document = {
  bsonType: 'array',
  items: {
    bsonType: 'object',
    required: ['path'],
    properties: { host: string, path: { ...string, minLength: 2 } },
  },
};
