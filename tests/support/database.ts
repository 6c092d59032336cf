import { randomBytes } from 'node:crypto';
import { type Db, MongoClient } from 'mongodb';
import { inject } from 'vitest';
import { DURABLE_ON_ENGINE } from '../../src/database/engine/embedded-engine.js';

/** A database of its own on the run's engine. */
export interface TestDatabase {
  readonly client: MongoClient;
  readonly db: Db;
}

const clients: MongoClient[] = [];

/** A fresh database, dropped when the file's tests are done. */
export function testDatabase(): TestDatabase {
  const client = new MongoClient(inject('mongodbUri'), {
    monitorCommands: true,
    writeConcern: DURABLE_ON_ENGINE,
  });
  clients.push(client);
  return { client, db: client.db(`test_${randomBytes(6).toString('hex')}`) };
}

/** What a process of its own is given as `MONGODB_URI` to work on a test's database. */
export function uriOf(db: Db): string {
  const base = /^mongodb(?:\+srv)?:\/\/[^/?]+/.exec(inject('mongodbUri'))?.[0];
  const options = /\?.*$/.exec(inject('mongodbUri'))?.[0] ?? '';
  return `${base}/${db.databaseName}${options}`;
}

const databases: Db[] = [];

/** Remembers a database to be dropped. */
export function dropLater(db: Db): void {
  databases.push(db);
}

/** Drops what a file's tests have made; `after-each-file.ts` calls it. */
export async function dropAll(): Promise<void> {
  await Promise.all(databases.splice(0).map((db) => db.dropDatabase()));
  await Promise.all(clients.splice(0).map((client) => client.close()));
}
