import type { Config } from '../config.js';
import { openEmbedded } from './connect-embedded.js';
import { connectToServer } from './connect-server.js';
import type { Database } from './database.js';

/** What opening needs of the configuration. */
export type DatabaseConfig = Pick<Config, 'mongodbUri' | 'dataDirectory' | 'cacheMegabytes'>;

/**
 * The user's MongoDB if the configuration names one, else the embedded engine.
 *
 * Throws `StartError` or `EngineUnavailable` with a sentence for people.
 */
export function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.mongodbUri === undefined
    ? openEmbedded(config.dataDirectory, config.cacheMegabytes)
    : connectToServer(config.mongodbUri);
}
