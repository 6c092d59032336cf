import type { Db, MongoClient } from 'mongodb';
import type { Config } from '../config.js';
import { openEmbedded } from './connect-embedded.js';
import { connectToServer } from './connect-server.js';

/** An open database, on either kind of engine. */
export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
  /** What it runs on, for people; no password in it. */
  readonly description: string;
  close(): Promise<void>;
}

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

/** The database's name unless the address names one. */
export const DATABASE_NAME = 'broadsheet';
