import { resolve } from 'node:path';
import type { Config } from '../config.js';
import { StartError } from '../errors.js';
import { connectToServer } from './connect-server.js';
import type { Database } from './database.js';
import { openEmbedded } from './engine/connect-embedded.js';
import { holdsDatabase } from './engine/data-directory.js';
import { setPatience } from './with-retry.js';

/** The settings that are needed to open a database. */
export type DatabaseConfig = Pick<
  Config,
  'mongodbUri' | 'dataDirectory' | 'cacheMegabytes' | 'retryMs'
>;

/**
 * Opens the MongoDB server from the configuration if it has one, otherwise the embedded engine.
 *
 * Throws `StartError` or `EngineUnavailable` with a message for users.
 */
export function openDatabase(config: DatabaseConfig): Promise<Database> {
  setPatience(config.retryMs);
  return config.mongodbUri === undefined
    ? openEmbedded(config.dataDirectory, config.cacheMegabytes)
    : connectToServer(config.mongodbUri);
}

/**
 * Opens a database like `openDatabase`, for commands that must not create one.
 *
 * Throws `StartError` if the embedded engine's folder does not exist or contains no database. A
 * MongoDB server creates a database at the first write; there, `requireCollections` checks what
 * exists.
 */
export async function openExistingDatabase(config: DatabaseConfig): Promise<Database> {
  if (await isDatabaseThere(config)) return openDatabase(config);
  throw new StartError(
    `Expected a database in the folder ${resolve(config.dataDirectory)}, found none. Set ` +
      'BROADSHEET_DATA to the folder that holds it, or MONGODB_URI to its server. Only ' +
      '`broadsheet serve` and `broadsheet import` make a new one.',
  );
}

/**
 * Whether there is a database to open: a configured server, or a folder that contains a database.
 */
export async function isDatabaseThere(config: DatabaseConfig): Promise<boolean> {
  return config.mongodbUri !== undefined || (await holdsDatabase(config.dataDirectory));
}
