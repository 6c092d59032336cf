import type { Db, MongoClient } from 'mongodb';

/** An open database, on a MongoDB server or on the embedded engine. */
export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
  /**
   * Whether this process runs the engine, so that closing it closes the database for others as
   * well.
   */
  readonly isOwn: boolean;
  /** The engine or server that it runs on, as text for users; without a password. */
  readonly description: string;
  /**
   * Aborted when the database can no longer be used. The reason is an `ExitError` with a message
   * for users: the disk is full, or the process that ran the engine has ended (`EngineGone`).
   * Absent where this cannot be detected.
   */
  readonly failed?: AbortSignal;
  close(): Promise<void>;
}

/** The database's name, unless the connection string contains one. */
export const DATABASE_NAME = 'broadsheet';
