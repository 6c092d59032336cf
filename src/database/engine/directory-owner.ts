import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { USE_A_SERVER } from './platform.js';
import { EngineUnavailable } from './unavailable.js';

/** A user of this computer. */
export interface User {
  readonly id: number;
  /** `null` for an id without a name, which is common in containers. */
  readonly name: string | null;
}

/** Who owns a data directory, or a file in it, that another user has written. */
export interface ForeignOwnership {
  readonly directory: string;
  readonly owner: User;
  /** The user that this process runs as. */
  readonly self: User;
  /** A file of the owner, if the directory itself belongs to the user of this process. */
  readonly file?: string;
}

/** The message that names the owner of a data directory, or of a file in it, and what to do. */
export function ownershipMessage({ directory, owner, self, file }: ForeignOwnership): string {
  const [whose, who] = [text(owner), text(self)];
  const found =
    file === undefined
      ? `The data directory ${directory} belongs to ${whose}, and this process runs as ${who}.`
      : `The data directory ${directory} holds files of ${whose}, such as ${file}, and this process runs as ${who}.`;
  const wayOut =
    file === undefined
      ? 'set BROADSHEET_DATA to another directory'
      : `give the files to this user, as root: chown -R ${self.id} '${directory}'`;
  return `${found} Run the same command as ${whose}, or ${wayOut}. ${USE_A_SERVER}`;
}

/**
 * Throws `EngineUnavailable` for a data directory that another user's engine has written to; the
 * message names that user.
 *
 * This includes root: the owner's engine can no longer open files that root's engine has written,
 * and ends without a message. An empty directory of another user is accepted if it is writable.
 */
export async function refuseForeignFiles(directory: string): Promise<void> {
  const foreign = await firstForeign(directory, process.getuid?.());
  if (foreign === null || (await ownFilesLookLike(foreign.uid, directory))) return;
  throw await foreignDirectory(directory, foreign.uid, foreign.name);
}

/**
 * The error for a directory that cannot be read or written, if another user owns it or `file` in
 * it; otherwise `null`.
 */
export async function foreignRefusal(
  directory: string,
  file = '.',
): Promise<EngineUnavailable | null> {
  const found =
    (await stat(join(directory, file)).catch(() => null)) ??
    (await stat(directory).catch(() => null));
  if (found === null || found.uid === process.getuid?.()) return null;
  return foreignDirectory(directory, found.uid, file);
}

/** Files that the engine does not write: those of a mounted file system, and ours. */
const NOT_OF_ENGINE = /^\.|^lost\+found$|^ABOUT-THIS-DIRECTORY\.txt$/;

async function firstForeign(directory: string, self: number | undefined) {
  for (const name of (await readdir(directory)).sort()) {
    if (NOT_OF_ENGINE.test(name)) continue;
    const found = await stat(join(directory, name)).catch(() => null);
    if (found && found.uid !== self) return { name, uid: found.uid };
  }
  return null;
}

/**
 * Whether new files also get the owner `uid`. Some network mounts report one owner for all files,
 * so that the owner says nothing there.
 */
async function ownFilesLookLike(uid: number, directory: string): Promise<boolean> {
  const probe = await mkdtemp(join(directory, '.broadsheet-probe-')).catch(() => null);
  if (probe === null) return false;
  const made = await stat(probe).catch(() => null);
  await rmdir(probe).catch(() => undefined);
  return made?.uid === uid;
}

async function foreignDirectory(
  directory: string,
  uid: number,
  file: string,
): Promise<EngineUnavailable> {
  const self = process.getuid?.() ?? 0;
  const isOurs = (await stat(directory).catch(() => null))?.uid === self;
  const message = ownershipMessage({
    directory,
    owner: await userOf(uid),
    self: await userOf(self),
    ...(isOurs ? { file } : {}),
  });
  return new EngineUnavailable(message);
}

async function userOf(id: number): Promise<User> {
  // Node only knows the name of its own user; the `id` command also asks directory services such as
  // LDAP.
  const found = await promisify(execFile)('id', ['-un', String(id)]).catch(() => null);
  return { id, name: found?.stdout.trim() || null };
}

function text({ id, name }: User): string {
  return name === null ? `the user with the id ${id}` : `user ${name} (id ${id})`;
}
