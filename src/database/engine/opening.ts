import { realpath } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { reasonOf } from '../../errors.js';
import {
  ADDRESS_FILE,
  type EngineAddress,
  isProcessAlive,
  readAddress,
  removeAddress,
  writeAddress,
} from './address.js';
import { prepareDataDirectory, wasLeftOpen } from './data-directory.js';
import { foreignRefusal } from './directory-owner.js';
import { startPostmortem } from './disk-postmortem.js';
import { refuseFullDisk, spaceNeeds } from './disk-space.js';
import { watchDisk } from './disk-watch.js';
import { type EnginePackage, loadEnginePackage } from './package.js';
import { USE_A_SERVER } from './platform.js';
import { removeDeadSockets, removeSocketOf } from './sockets.js';
import { tryInChild } from './trial.js';
import { EngineUnavailable } from './unavailable.js';

/** An open or attached engine of a directory. */
export type Opening =
  /** This process runs it and must close it. */
  | {
      readonly kind: 'owner';
      readonly uri: string;
      readonly directory: string;
      /** Aborted when the engine can no longer be used; the reason is an `EngineUnavailable`. */
      readonly failed: AbortSignal;
      close(): Promise<void>;
    }
  /** Another handle runs it, usually in another process; it has just answered a ping. */
  | { readonly kind: 'attached'; readonly uri: string; readonly directory: string };

/**
 * Attaches to the engine that has `directory` open, or opens it. Waits at most ten seconds while
 * another process is opening or closing it.
 *
 * Do not call it twice at the same time in one process. Throws `EngineUnavailable`.
 */
export async function openOrAttach(
  directory: string,
  options: { readonly cacheMegabytes: number },
): Promise<Opening> {
  const running = await attach(directory);
  if (running) return running;

  const needs = spaceNeeds(options.cacheMegabytes);
  await refuseFullDisk(directory, needs);
  const engine = await loadEnginePackage();
  const path = await prepareDataDirectory(directory);
  if (await wasLeftOpen(path)) await tryInChild(engine, path, needs);
  const deadline = performance.now() + PATIENCE_MS;
  for (let pause = 50; ; pause = Math.min(2 * pause, MAX_PAUSE_MS)) {
    const opening = (await own(engine, path, options.cacheMegabytes)) ?? (await attach(path));
    if (opening) return opening;
    if (performance.now() > deadline) throw await inUse(path);
    await sleep(pause);
  }
}

/** Whether the engine at `uri` still runs `directory` and answers. */
export async function answers(uri: string, directory: string): Promise<boolean> {
  const running = await attach(directory);
  return running?.uri === uri;
}

const PATIENCE_MS = 10_000;
const MAX_PAUSE_MS = 400;
/** A ping of a running engine takes 30 ms; an engine that is busy for longer is asked again. */
const ANSWER_WITHIN_MS = 2_000;
/** Our own engine always answers; only an overloaded machine takes this long. */
const SET_WITHIN_MS = 30_000;

async function attach(directory: string): Promise<Opening | null> {
  const address = await findAddress(directory);
  if (!address || !(await isProcessAlive(address))) return null;
  try {
    await command(address.uri, ANSWER_WITHIN_MS, [{ ping: 1 }]);
    return { kind: 'attached', uri: address.uri, directory: await realpath(directory) };
  } catch {
    return null;
  }
}

async function findAddress(directory: string): Promise<EngineAddress | null> {
  return readAddress(directory).catch(async (error: unknown) => {
    throw (
      (await foreignRefusal(directory, ADDRESS_FILE)) ??
      new EngineUnavailable(
        `The data directory ${directory} cannot be used: ${ADDRESS_FILE} in it cannot be read ` +
          `(${reasonOf(error)}). Make it readable for this user, or set BROADSHEET_DATA to ` +
          `another directory. ${USE_A_SERVER}`,
      )
    );
  });
}

/** Opens the directory in this process; `null` if another process has it open. */
async function own(
  engine: EnginePackage,
  directory: string,
  cacheMegabytes: number,
): Promise<Opening | null> {
  const stale = await findAddress(directory);
  const opened = await engine.open(directory).catch((error: unknown) => {
    if (reasonOf(error).includes(ENGINE_SAYS_IN_USE)) return null;
    throw openingFailed(directory, error);
  });
  if (!opened) return null;

  const { uri } = opened;
  try {
    await command(uri, SET_WITHIN_MS, settings(cacheMegabytes));
    await writeAddress(directory, uri);
  } catch (error) {
    await opened.close();
    throw openingFailed(directory, error);
  }
  // This process holds the lock now, so the process that wrote the old address has ended.
  if (stale && stale.uri !== uri) await removeSocketOf(stale.uri);
  await removeDeadSockets(new Date());
  const needs = spaceNeeds(cacheMegabytes);
  const disk = watchDisk(directory, needs);
  const postmortem = startPostmortem(directory, needs);
  const close = async () => {
    disk.stop();
    await removeAddress(directory, uri).catch(() => undefined);
    // Without closing, the directory is as after a crash, and the journal has every acknowledged
    // write.
    if (!(await disk.hasRoomToClose())) return;
    await opened.close();
    postmortem.dismiss();
  };
  return { kind: 'owner', uri, directory, failed: disk.failed, close };
}

/** Part of the engine's error when another process has locked `mongod.lock`. */
const ENGINE_SAYS_IN_USE = 'DBPathInUse';

const ENGINE_SAYS_ONE_PER_PROCESS = 'only one embedded MongoDB runtime';

function settings(cacheMegabytes: number): object[] {
  return [
    // The default ranker of query plans needs a component that this build lacks, and then the query
    // fails (code 224). It only runs if no candidate plan finds a match soon.
    { setParameter: 1, internalQueryPlanRanker: 'multiPlanning' },
    { setParameter: 1, wiredTigerEngineRuntimeConfig: `cache_size=${cacheMegabytes}M` },
    // The engine refuses to create an index with less than 500 MB free. The check in
    // `disk-space.ts` replaces this limit.
    { setParameter: 1, indexBuildMinAvailableDiskSpaceMB: 0 },
  ];
}

async function command(uri: string, withinMs: number, commands: readonly object[]): Promise<void> {
  const client = new MongoClient(uri, {
    serverSelectionTimeoutMS: withinMs,
    socketTimeoutMS: withinMs,
    maxPoolSize: 1,
  });
  try {
    for (const each of commands) await client.db('admin').command({ ...each });
  } finally {
    await client.close();
  }
}

async function inUse(directory: string): Promise<EngineUnavailable> {
  const address = await findAddress(directory);
  const holder = address ? `process ${address.pid}` : 'another process';
  return new EngineUnavailable(
    `The data directory ${directory} is in use by ${holder}, whose engine does not answer ` +
      'from here: it may be busy, or run in another container or with a private temporary ' +
      `directory. Stop it, or set BROADSHEET_DATA to another directory. ${USE_A_SERVER}`,
  );
}

function openingFailed(directory: string, error: unknown): EngineUnavailable {
  if (reasonOf(error).includes(ENGINE_SAYS_ONE_PER_PROCESS)) {
    return new EngineUnavailable(
      `The data directory ${directory} cannot be opened: this process already has another one open ` +
        'with the embedded MongoDB engine, and can have only one. Close the other one first.',
    );
  }
  return new EngineUnavailable(
    `The data directory ${directory} cannot be opened by the embedded MongoDB engine: ` +
      `${reasonOf(error)}. If a newer version or another program wrote it, set BROADSHEET_DATA ` +
      `to an empty directory and import again. ${USE_A_SERVER}`,
  );
}
