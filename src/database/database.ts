import type { Db, MongoClient } from 'mongodb';

/** An open database, on either kind of engine. */
export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
  /** What it runs on, for people; no password in it. */
  readonly description: string;
  /**
   * Aborts when the database cannot go on, and the process should end; the reason is an
   * `EngineUnavailable` for people.
   */
  readonly failed: AbortSignal;
  close(): Promise<void>;
}

/** The database's name unless the address names one. */
export const DATABASE_NAME = 'broadsheet';
