import { randomBytes } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { inject } from 'vitest';
import { DURABLE_ON_ENGINE } from '../../src/database/engine/embedded-engine.js';

/** A separate database on the engine of the test run. */
export interface TestDatabase {
  readonly client: MongoClient;
  readonly db: Db;
}

const clients: MongoClient[] = [];

/** A new database; register it with `dropLater` to have it dropped after the tests of the file. */
export function testDatabase(): TestDatabase {
  const client = new MongoClient(inject('mongodbUri'), {
    monitorCommands: true,
    writeConcern: DURABLE_ON_ENGINE,
  });
  clients.push(client);
  return { client, db: client.db(`test_${randomBytes(6).toString('hex')}`) };
}

/** The `MONGODB_URI` with which a child process uses a test's database. */
export function uriOf(db: Db): string {
  const base = /^mongodb(?:\+srv)?:\/\/[^/?]+/.exec(inject('mongodbUri'))?.[0];
  const options = /\?.*$/.exec(inject('mongodbUri'))?.[0] ?? '';
  return `${base}/${db.databaseName}${options}`;
}

const databases: Db[] = [];

/** Registers a database that is dropped after the tests of the file. */
export function dropLater(db: Db): void {
  databases.push(db);
}

/** Drops the databases of a file's tests; called by `after-each-file.ts`. */
export async function dropAll(): Promise<void> {
  await Promise.all(databases.splice(0).map((db) => db.dropDatabase()));
  await Promise.all(clients.splice(0).map((client) => client.close()));
}
