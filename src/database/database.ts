import type { Db, MongoClient } from 'mongodb';

/** An open database, on either kind of engine. */
export interface Database {
  readonly client: MongoClient;
  readonly db: Db;
  /** Whether this process runs it, so that it closes for others too when this one closes it. */
  readonly isOwn: boolean;
  /** What it runs on, for people; no password in it. */
  readonly description: string;
  /**
   * Aborted, with an `ExitError` for people, when the database cannot go on: its disk is full, or
   * this process was attached to one that has ended (`EngineGone`). Absent where nobody knows.
   */
  readonly failed?: AbortSignal;
  close(): Promise<void>;
}

/** The database's name unless the address names one. */
export const DATABASE_NAME = 'broadsheet';
