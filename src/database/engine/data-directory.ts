import {
  access,
  chmod,
  constants,
  mkdir,
  readdir,
  realpath,
  stat,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { reasonOf } from '../../errors.js';

import { foreignRefusal, refuseForeignFiles } from './directory-owner.js';
import { USE_A_SERVER } from './platform.js';
import { EngineUnavailable } from './unavailable.js';

/**
 * Makes sure that a directory can be used by the embedded engine, and creates it if necessary.
 * Returns its absolute path.
 *
 * Throws `EngineUnavailable` for a file, for a directory that is not writable, and for one that
 * contains other files: the engine would mix its forty files with them, or end the process without
 * a message.
 */
export async function prepareDataDirectory(directory: string): Promise<string> {
  const path = resolve(directory);
  await create(path);
  await refuseUnwritable(path);
  await closeToOthers(path);
  await refuseOtherFiles(path);
  await refuseForeignFiles(path);
  await refuseUnusableSocketPlace();
  return realpath(path);
}

/** Whether the engine that last had the directory open ended without closing it. */
export async function wasLeftOpen(directory: string): Promise<boolean> {
  // Only the size is read, as opening the file would release the engine's lock.
  const lock = await stat(join(directory, LOCK_FILE)).catch(() => null);
  return lock !== null && lock.size > 0;
}

/**
 * Whether an engine has ever created a database in the directory.
 *
 * Also true if this user may not read the directory: opening it then reports the reason.
 */
export async function holdsDatabase(directory: string): Promise<boolean> {
  return stat(join(directory, 'WiredTiger')).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

/**
 * The file that a running engine keeps open and locked. Opening and closing it in this process
 * releases the lock.
 */
export const LOCK_FILE = 'mongod.lock';

const NOTE_FILE = 'ABOUT-THIS-DIRECTORY.txt';

const NOTE = `This directory contains Broadsheet's database, written by an embedded MongoDB engine.
Only one process at a time may open it. Do not edit, move or delete single files, and stop
Broadsheet before you copy it.
`;

/** A file that the engine's package writes into every directory that it opens. */
const PACKAGE_MARK = '.embedded-mongodb-index-repair';

async function create(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory()) return;
  if (found) throw refusal(path, 'it is a file, not a directory');
  await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw refusal(path, `it cannot be created (${reasonOf(error)})`);
  });
}

async function refuseUnwritable(path: string): Promise<void> {
  const mode = constants.R_OK | constants.W_OK | constants.X_OK;
  await access(path, mode).catch(async (error: unknown) => {
    const reason = `this user may not read and write in it (${reasonOf(error)})`;
    throw (await foreignRefusal(path)) ?? refusal(path, reason);
  });
}

/**
 * Removes the access of other users to a directory of this user, because it contains drafts and
 * readers' data.
 */
async function closeToOthers(path: string): Promise<void> {
  const { uid, mode } = await stat(path);
  if (uid === process.getuid?.() && (mode & 0o077) !== 0) await chmod(path, 0o700);
}

/** Hidden files and `lost+found`, which every new file system has, are ignored. */
async function refuseOtherFiles(path: string): Promise<void> {
  const names = await readdir(path);
  if (names.includes(NOTE_FILE) || names.includes(PACKAGE_MARK)) return;
  if (names.includes('WiredTiger') || names.includes('storage.bson')) {
    throw refusal(
      path,
      'it holds the files of a MongoDB server, and only that server may open them',
    );
  }
  const stranger = names.find((name) => !name.startsWith('.') && name !== 'lost+found');
  if (stranger !== undefined) {
    throw refusal(path, `it holds other files (such as ${stranger}) and must be empty`);
  }
  await writeFile(join(path, NOTE_FILE), NOTE).catch((error: unknown) => {
    throw refusal(path, `it cannot be written to (${reasonOf(error)})`);
  });
}

/** The package listens on a socket in the temporary directory, and its failure cannot be caught. */
async function refuseUnusableSocketPlace(): Promise<void> {
  const socket = join(tmpdir(), 'embedded-mongodb-XXXXXX', 'mongodb.sock');
  const isTooLong = Buffer.byteLength(socket) > MAX_SOCKET_PATH_BYTES;
  const isWritable = await access(tmpdir(), constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!isTooLong && isWritable) return;
  throw new EngineUnavailable(
    'The embedded MongoDB engine listens on a socket in the temporary directory, and ' +
      `${tmpdir()} ${isTooLong ? 'has too long a path for a socket' : 'cannot be written to'}. ` +
      `Set TMPDIR to a writable directory with a short path. ${USE_A_SERVER}`,
  );
}

/** In bytes; macOS allows 103, Linux 107. */
const MAX_SOCKET_PATH_BYTES = 103;

function refusal(path: string, reason: string): EngineUnavailable {
  return new EngineUnavailable(
    `The data directory ${path} cannot be used: ${reason}. Set BROADSHEET_DATA to a directory ` +
      `that is empty, or does not exist yet, or that Broadsheet has written. ${USE_A_SERVER}`,
  );
}
