import { lstat, readdir, rmdir, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/**
 * Removes the socket directories of killed engines: `embedded-mongodb-*` in the temporary
 * directory.
 *
 * A directory is removed only if it belongs to this user, its socket refuses connections or is
 * missing, and it is older than ten seconds: a starting engine creates the directory first and
 * listens a moment later. Never fails; a directory that cannot be removed stays.
 */
export async function removeDeadSockets(now: Date): Promise<void> {
  const names = await readdir(tmpdir()).catch(() => []);
  for (const name of names.filter((each) => each.startsWith(PREFIX))) {
    const directory = join(tmpdir(), name);
    if (await isAbandoned(directory, now)) await removeSocketDirectory(directory);
  }
}

/** Removes the socket directory of an engine that has ended, if `uri` contains one. */
export async function removeSocketOf(uri: string): Promise<void> {
  const socket = decodeURIComponent(/^mongodb:\/\/([^/?]+)/.exec(uri)?.[1] ?? '');
  const directory = dirname(socket);
  const isEngineSocket = basename(socket) === SOCKET && basename(directory).startsWith(PREFIX);
  if (isEngineSocket) await removeSocketDirectory(directory);
}

/** The names that the engine's package uses. */
const PREFIX = 'embedded-mongodb-';
const SOCKET = 'mongodb.sock';

/** In milliseconds. The package creates the directory and listens in one synchronous step. */
const MIN_AGE_MS = 10_000;

async function isAbandoned(directory: string, now: Date): Promise<boolean> {
  const found = await lstat(directory).catch(() => null);
  if (!found?.isDirectory() || found.uid !== process.getuid?.()) return false;
  if (now.getTime() - found.mtimeMs < MIN_AGE_MS) return false;
  return refusesConnections(join(directory, SOCKET));
}

/**
 * Whether nothing listens on a socket. A process that is busy or stopped still accepts connections
 * into its queue, so it is not seen as ended.
 */
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

/**
 * Removes the socket and its directory, but no other file: a directory with other content stays.
 */
async function removeSocketDirectory(directory: string): Promise<void> {
  await unlink(join(directory, SOCKET)).catch(() => undefined);
  await rmdir(directory).catch(() => undefined);
}
