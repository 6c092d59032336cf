import { MongoClient } from 'mongodb';
import { DATABASE_NAME, type Database } from './database.js';
import { DURABLE_ON_ENGINE, openEmbeddedEngine } from './embedded-engine.js';
import { EngineLine } from './engine-line.js';

/** How long an operation waits while another process hands the folder over, in milliseconds. */
const HANDOVER = 20_000;

/**
 * The database in a folder, run by this process or by another that has the folder open.
 *
 * One that is attached goes on when the other ends: it opens the folder itself, operations wait for
 * that, and those under way are repeated (`answered`, `steadily`).
 */
export async function openEmbedded(directory: string, cacheMegabytes: number): Promise<Database> {
  const engine = await openEmbeddedEngine(directory, { cacheMegabytes });
  const line = engine.isOwner ? engine : await EngineLine.open(engine);
  const client = new MongoClient(line.uri, {
    appName: 'broadsheet',
    serverSelectionTimeoutMS: HANDOVER,
    monitorCommands: true,
    writeConcern: DURABLE_ON_ENGINE,
  });
  return {
    client,
    db: client.db(DATABASE_NAME),
    description: `the embedded engine in ${engine.directory}${engine.isOwner ? '' : ' (run by another process)'}`,
    failed: engine.failed,
    close: async () => {
      await client.close();
      await line.close();
    },
  };
}
