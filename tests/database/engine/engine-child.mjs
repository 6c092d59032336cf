// A child process for tests of the embedded engine; started and called by `engine-child.ts`.
import { MongoClient } from 'mongodb';

const { DURABLE_ON_ENGINE, openEmbeddedEngine } = await import(
  '../../../dist/database/engine/embedded-engine.js'
);
const { loadEnginePackage } = await import('../../../dist/database/engine/package.js');

let engine;
let client;

function take(opened) {
  engine = opened;
  client = new MongoClient(engine.uri, { serverSelectionTimeoutMS: 500 });
  return describe();
}

function describe() {
  return { uri: engine.uri, directory: engine.directory, isOwner: engine.isOwner };
}

const calls = {
  async open(directory) {
    return take(await openEmbeddedEngine(directory, { cacheMegabytes: 64 }));
  },

  /** Opens the engine's package directly, without the settings of `openEmbeddedEngine`. */
  async openBare(directory) {
    const { open } = await loadEnginePackage();
    const { uri, close } = await open(directory);
    return take({ uri, directory, isOwner: true, close });
  },

  async close() {
    await client.close();
    await engine.close();
  },

  async openAnother(directory) {
    const { isOwner, uri } = await openEmbeddedEngine(directory, { cacheMegabytes: 64 });
    return { isOwner, uri };
  },

  async command(command) {
    return client.db('admin').command(command);
  },

  /** Blocks the event loop for a while, like a process that is busy computing. */
  blockFor(milliseconds) {
    setTimeout(() => {
      const start = performance.now();
      while (performance.now() - start < milliseconds);
    }, 10);
  },

  async fill(count) {
    const items = client.db('test').collection('items');
    await items.createIndexes([{ key: { a: 1 } }, { key: { b: 1 } }]);
    await items.insertMany(
      Array.from({ length: count }, (_, number) => ({ a: number % 2, b: (number + 1) % 2 })),
    );
  },

  async count(filter = {}) {
    return (await client.db('test').collection('items').find(filter).toArray()).length;
  },

  /** Inserts documents one by one until killed, and reports each once it is in the journal. */
  async insertForever() {
    const items = client.db('test').collection('items', {
      writeConcern: DURABLE_ON_ENGINE,
    });
    for (let inserted = 1; ; inserted++) {
      await items.insertOne({ inserted });
      process.send({ inserted });
    }
  },

  loadedEngineFiles() {
    return process.report.getReport().sharedObjects.filter((file) => file.includes('mongodb'));
  },
};

process.on('message', async ({ id, call, parameters }) => {
  try {
    process.send({ id, result: (await calls[call](...parameters)) ?? null });
  } catch (error) {
    process.send({ id, error: { name: error.name, code: error.code, message: error.message } });
  }
});
process.send({ isReady: true });
