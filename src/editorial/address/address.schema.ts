import type { Document } from 'mongodb';
import { string } from '../../database/bson-types.js';

/**
 * The JSON Schema by which MongoDB validates lists of addresses; it must match `AddressDocument`.
 */
export const addressesSchema: Document = {
  bsonType: 'array',
  items: {
    bsonType: 'object',
    required: ['path'],
    properties: { host: string, path: { ...string, minLength: 2 } },
  },
};
