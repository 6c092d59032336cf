import { MongoClient } from 'mongodb';
import { DATABASE_NAME, type Database } from '../database.js';
import { DURABLE_ON_ENGINE, openEmbeddedEngine } from './embedded-engine.js';

/** How long an operation waits for an engine that does not answer, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * The database in a folder, run by this process or by another that has the folder open.
 *
 * When the process that runs it ends, one that is attached is told (`failed`): its operations fail
 * at once, and it can open the folder anew.
 */
export async function openEmbedded(directory: string, cacheMegabytes: number): Promise<Database> {
  const engine = await openEmbeddedEngine(directory, { cacheMegabytes });
  const client = new MongoClient(engine.uri, {
    appName: 'broadsheet',
    serverSelectionTimeoutMS: PATIENCE_MS,
    monitorCommands: true,
    writeConcern: DURABLE_ON_ENGINE,
  });
  // An operation under way then fails, and waits for no other engine.
  engine.failed.addEventListener('abort', () => void client.close(), { once: true });
  return {
    client,
    db: client.db(DATABASE_NAME),
    description: `the embedded engine in ${engine.directory}${engine.isOwner ? '' : ' (run by another process)'}`,
    isOwn: engine.isOwner,
    failed: engine.failed,
    close: async () => {
      await client.close();
      await engine.close();
    },
  };
}
