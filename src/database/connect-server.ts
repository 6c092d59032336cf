import { MongoClient, MongoServerSelectionError } from 'mongodb';
import { reasonOf, StartError } from '../errors.js';
import { DATABASE_NAME, type Database } from './database.js';

/** The oldest MongoDB that is served. */
const OLDEST_MONGODB = '6.0';

/** How long a MongoDB that does not answer is waited for. */
export interface Patience {
  /** Milliseconds in all: one may come up later than the gateway. */
  readonly patienceMs: number;
  /** Milliseconds of a single attempt. */
  readonly attemptMs: number;
}

const MAX_WAIT_MS: Patience = { patienceMs: 10_000, attemptMs: 2_000 };

/**
 * Connects to a MongoDB of the user's.
 *
 * One that does not answer is waited for, ten seconds in all by default. Throws `StartError` for
 * one that does not come, is too old, or refuses.
 */
export async function connectToServer(
  uri: string,
  { patienceMs, attemptMs } = MAX_WAIT_MS,
): Promise<Database> {
  const client = clientFor(uri, attemptMs);
  try {
    await reach(client, patienceMs);
    const { version } = await client.db('admin').command({ buildInfo: 1 });
    refuseOlder(String(version));
    const db = client.db(nameIn(uri) ?? DATABASE_NAME);
    const hosts = client.options.hosts.map(String).join(', ') || client.options.srvHost;
    return {
      client,
      db,
      isOwn: false,
      description: `MongoDB ${version} at ${hosts}, database ${db.databaseName}`,
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    if (error instanceof StartError) throw error;
    throw new StartError(
      `Expected a MongoDB that serves MONGODB_URI, but it refused: ${messageOf(error)}. ` +
        'Check the address, the user and the password in it.',
    );
  }
}

function clientFor(uri: string, attemptMs: number): MongoClient {
  try {
    return new MongoClient(uri, {
      appName: 'broadsheet',
      serverSelectionTimeoutMS: attemptMs,
      // The driver's monitor may ask on a connection that ends in that moment, and waits so long
      // for an answer before it looks again; its default of 30 seconds is half of an import's
      // patience.
      connectTimeoutMS: 5_000,
      monitorCommands: true,
      // What a person wrote survives the loss of any one machine.
      writeConcern: { w: 'majority', journal: true },
    });
  } catch (error) {
    throw new StartError(`MONGODB_URI cannot be used: ${messageOf(error)}.`);
  }
}

async function reach(client: MongoClient, patienceMs: number): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    try {
      await client.connect();
      await client.db('admin').command({ ping: 1 });
      return;
    } catch (error) {
      if (!(error instanceof MongoServerSelectionError)) throw error;
      if (Date.now() >= end) {
        throw new StartError(
          `No MongoDB answered at the address in MONGODB_URI within ${patienceMs / 1000} seconds (${messageOf(error)}). ` +
            'Start it, or correct MONGODB_URI, or unset it to run on the embedded engine.',
        );
      }
    }
  }
}

/** Throws `StartError` for a version older than the oldest served. */
export function refuseOlder(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_MONGODB.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new StartError(
    `Expected MongoDB ${OLDEST_MONGODB} or newer, found ${version}. Upgrade it, or unset MONGODB_URI to run on the embedded engine.`,
  );
}

/** The database that an address names, if it names one. */
export function nameIn(uri: string): string | undefined {
  const [, name] = /^mongodb(?:\+srv)?:\/\/[^/?]+\/([^?]+)/.exec(uri) ?? [];
  return name === undefined ? undefined : decodeURIComponent(name);
}

/** What an error says, without the address that a driver may repeat with its password. */
function messageOf(error: unknown): string {
  return reasonOf(error)
    .replace(/mongodb(\+srv)?:\/\/\S+/g, '(address)')
    .replace(/\.$/, '');
}
