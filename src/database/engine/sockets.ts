import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * Removes the socket directories of engines that were killed: `embedded-mongodb-*` in the temporary
 * directory.
 *
 * Only directories of this user are removed, whose socket refuses connections or is missing, and
 * which are older than ten seconds: an engine that starts makes the directory first and listens a
 * moment later. Never fails; a directory that cannot be removed stays.
 */
export async function removeDeadSockets(now: Date): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name);
    if (await isAbandoned(directory, now)) await removeSocketDirectory(directory);
  }
}

/** Removes the socket directory of one engine that is known to have ended, if `uri` names one. */
export async function removeSocketOf(uri: string): Promise<void> {
  const socket = decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? '');
  const directory = dirname(socket);
  const isEngineSocket = basename(socket) === SOCKET && basename(directory).startsWith(PREFIX);
  if (isEngineSocket) await removeSocketDirectory(directory);
}

/** As the engine's package names them. */
const PREFIX = 'embedded-mongodb-';
const SOCKET = 'mongodb.sock';

/** Milliseconds. The package makes the directory and listens in one synchronous step. */
const MIN_AGE_MS = 10_000;

async function isAbandoned(directory: string, now: Date): Promise<boolean> {
  const found = await lstat(directory).catch(() => null);
  if (!found?.isDirectory() || found.uid !== process.getuid?.()) return false;
  if (now.getTime() - found.mtimeMs < MIN_AGE_MS) return false;
  return refusesConnections(join(directory, SOCKET));
}

/** A process that is busy or stopped still accepts into its queue, and is not taken for dead. */
function refusesConnections(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket);
    connection.once('connect', () => {
      connection.destroy();
      resolve(false);
    });
    connection.once('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      resolve(code === 'ECONNREFUSED' || code === 'ENOENT');
    });
  });
}

/** The socket and its directory, and nothing else: if more lies in it, the directory stays. */
async function removeSocketDirectory(directory: string): Promise<void> {
  await unlink(join(directory, SOCKET)).catch(() => undefined);
  await rmdir(directory).catch(() => undefined);
}
