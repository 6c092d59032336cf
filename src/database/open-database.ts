import { resolve } from 'node:path';
import type { Config } from '../config.js';
import { StartError } from '../errors.js';
import { connectToServer } from './connect-server.js';
import type { Database } from './database.js';
import { openEmbedded } from './engine/connect-embedded.js';
import { holdsDatabase } from './engine/data-directory.js';
import { setPatience } from './steadily.js';

/** What opening needs of the configuration. */
export type DatabaseConfig = Pick<
  Config,
  'mongodbUri' | 'dataDirectory' | 'cacheMegabytes' | 'retryMs'
>;

/**
 * The user's MongoDB if the configuration names one, else the embedded engine.
 *
 * Throws `StartError` or `EngineUnavailable` with a sentence for people.
 */
export function openDatabase(config: DatabaseConfig): Promise<Database> {
  setPatience(config.retryMs);
  return config.mongodbUri === undefined
    ? openEmbedded(config.dataDirectory, config.cacheMegabytes)
    : connectToServer(config.mongodbUri);
}

/**
 * Opens a database as `openDatabase` does, for commands that must not make one.
 *
 * Throws `StartError` if the embedded engine's folder does not exist or holds no database. A
 * MongoDB server makes a database at the first write; `requireCollections` looks at what is there.
 */
export async function openExistingDatabase(config: DatabaseConfig): Promise<Database> {
  if (await isDatabaseThere(config)) return openDatabase(config);
  throw new StartError(
    `Expected a database in the folder ${resolve(config.dataDirectory)}, found none. Set ` +
      'BROADSHEET_DATA to the folder that holds it, or MONGODB_URI to its server. Only ' +
      '`broadsheet serve` and `broadsheet import` make a new one.',
  );
}

/** Whether opening finds something: a server of the user's, or a folder that holds a database. */
export async function isDatabaseThere(config: DatabaseConfig): Promise<boolean> {
  return config.mongodbUri !== undefined || (await holdsDatabase(config.dataDirectory));
}
