import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { DATABASE_NAME, type Database } from './database.js';
import { DURABLE_ON_ENGINE, type EmbeddedEngine, openEmbeddedEngine } from './embedded-engine.js';

/** How long an operation waits while another process hands the directory over, in milliseconds. */
const HANDOVER = 15_000;

/** How long the driver takes to see who is behind the link now, in milliseconds. */
const GLANCE = 500;

/**
 * The database in a folder, run by this process or by another that has the folder open.
 *
 * The client connects through a link of this process's own that points at whoever runs the engine.
 * When that process ends, this one opens the folder itself (or attaches to whoever was quicker) and
 * points the link there, and the client goes on: operations wait, at most one in flight is lost.
 */
export async function openEmbedded(directory: string, cacheMegabytes: number): Promise<Database> {
  const engine = await openEmbeddedEngine(directory, { cacheMegabytes });
  const home = await mkdtemp(join(tmpdir(), 'broadsheet-'));
  const link = join(home, 'mongodb.sock');
  await pointAt(link, engine);
  const client = new MongoClient(`mongodb://${encodeURIComponent(link)}/?directConnection=true`, {
    appName: 'broadsheet',
    serverSelectionTimeoutMS: HANDOVER,
    monitorCommands: true,
    writeConcern: DURABLE_ON_ENGINE,
  });
  const succession = followOwner(client, engine, link);
  return {
    client,
    db: client.db(DATABASE_NAME),
    description: `the embedded engine in ${engine.directory}${engine.isOwner ? '' : ' (run by another process)'}`,
    close: async () => {
      const last = await succession.end();
      await client.close();
      await last.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/**
 * Points the link at a successor whenever the engine's owner has gone; `end` gives the last engine.
 *
 * It goes on trying until somebody answers behind the link: the driver tells of a loss once only,
 * and whoever was quicker may hold the folder for a while without answering, or go as well.
 */
function followOwner(client: MongoClient, first: EmbeddedEngine, link: string) {
  let engine = first;
  let isLost = false;
  let isEnded = false;
  let handover: Promise<void> | undefined;
  const takeOver = async () => {
    engine = await engine.reopen();
    await pointAt(link, engine);
  };
  const follow = async () => {
    while (isLost && !isEnded) {
      await takeOver().catch(() => undefined);
      await sleep(GLANCE);
    }
    handover = undefined;
  };
  client.on('topologyDescriptionChanged', ({ newDescription }) => {
    const servers = [...newDescription.servers.values()];
    isLost = servers.every(({ type, error }) => type === 'Unknown' && error !== null);
    if (isLost && !isEnded && !engine.isOwner) handover ??= follow();
  });
  return {
    end: async () => {
      isEnded = true;
      await handover;
      return engine;
    },
  };
}

async function pointAt(link: string, engine: EmbeddedEngine): Promise<void> {
  const socket = decodeURIComponent(new URL(engine.uri).host);
  const next = `${link}.${process.hrtime.bigint()}`;
  await symlink(socket, next);
  await rename(next, link);
}
