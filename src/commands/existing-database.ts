import type { Database } from '../database/database.js';
import { StartError } from '../errors.js';
import { updateExistingCollections } from '../stores.js';

/**
 * Prepares a database for a command that must not make one: indexes are brought up to date.
 *
 * Throws `StartError` if the database is none of the gateway's.
 */
export async function requireCollections({ db, description }: Database): Promise<void> {
  if (await updateExistingCollections(db)) return;
  throw new StartError(
    `Expected a database of Broadsheet, found none of its collections: this is ${description}. ` +
      'Set MONGODB_URI or BROADSHEET_DATA to the database that you mean. Only ' +
      '`broadsheet serve` and `broadsheet import` make a new one.',
  );
}
