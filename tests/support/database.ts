import { randomBytes } from 'node:crypto';
import { type Db, type Document, MongoClient } from 'mongodb';
import { inject } from 'vitest';
import { DURABLE_ON_ENGINE } from '../../src/database/engine/embedded-engine.js';
import { ensureAllCollections } from '../../src/stores.js';
import { restore } from './dump.js';

/** A separate database on the engine of the test run. */
export interface TestDatabase {
  readonly client: MongoClient;
  readonly db: Db;
}

const clients: MongoClient[] = [];

/** A new database; register it with `dropLater` to have it dropped after the tests of the file. */
export function testDatabase(): TestDatabase {
  return openDatabase(`test_${randomBytes(6).toString('hex')}`);
}

/**
 * A database without documents for the time of a file, with all collections: one that an earlier
 * file has used, or a new one, which takes 150 ms to make.
 */
export async function emptyDatabase(): Promise<TestDatabase> {
  const name = emptied.pop();
  const database = name === undefined ? testDatabase() : openDatabase(name);
  const { db } = database;
  toEmpty.push(db);
  if (name === undefined) {
    await ensureAllCollections(db);
    plain ??= shapeOf(await db.stats());
  }
  return database;
}

function openDatabase(name: string): TestDatabase {
  const client = new MongoClient(inject('mongodbUri'), {
    monitorCommands: true,
    writeConcern: DURABLE_ON_ENGINE,
  });
  clients.push(client);
  return { client, db: client.db(name) };
}

/** The `MONGODB_URI` with which a child process uses a test's database. */
export function uriOf(db: Db): string {
  const base = /^mongodb(?:\+srv)?:\/\/[^/?]+/.exec(inject('mongodbUri'))?.[0];
  const options = /\?.*$/.exec(inject('mongodbUri'))?.[0] ?? '';
  return `${base}/${db.databaseName}${options}`;
}

const toDrop: Db[] = [];
const toEmpty: Db[] = [];
/** The names of databases that the next file can use. */
const emptied: string[] = [];

/** Registers a database that is dropped after the tests of the file. */
export function dropLater(db: Db): void {
  toDrop.push(db);
}

/** Drops or empties the databases of a file's tests; called by `after-each-file.ts`. */
export async function putAway(): Promise<void> {
  await Promise.all([
    ...toDrop.splice(0).map((db) => db.dropDatabase()),
    ...toEmpty.splice(0).map(empty),
  ]);
  await Promise.all(clients.splice(0).map((client) => client.close()));
}

/** More documents than this are dropped sooner than deleted. */
const MAX_DELETED = 1_000;

/** What `ensureAllCollections` makes. */
let plain: string | undefined;

function shapeOf({ collections, indexes }: Document): string {
  return `${collections} collections, ${indexes} indexes`;
}

/** Empties a database for another file; one that is not as it was made is dropped. */
async function empty(db: Db): Promise<void> {
  const stats = await db.stats();
  if (shapeOf(stats) !== plain || stats.objects > MAX_DELETED)
    return void (await db.dropDatabase());
  await restore(db, {});
  emptied.push(db.databaseName);
}
