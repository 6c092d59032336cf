import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { USE_A_SERVER } from './platform.js';
import { EngineUnavailable } from './unavailable.js';

/** A user of this machine. */
export interface User {
  readonly id: number;
  /** `null` for an id without a name, as is common in containers. */
  readonly name: string | null;
}

/** Who owns what in a data directory that this user did not write. */
export interface ForeignOwnership {
  readonly directory: string;
  readonly owner: User;
  /** The user of this process. */
  readonly self: User;
  /** A file of the owner's, if the directory itself belongs to the user of this process. */
  readonly file?: string;
}

/** Says whose a data directory is, or a file in it, and what to do. */
export function ownershipMessage({ directory, owner, self, file }: ForeignOwnership): string {
  const [whose, who] = [text(owner), text(self)];
  const found =
    file === undefined
      ? `The data directory ${directory} belongs to ${whose}, and this process runs as ${who}.`
      : `The data directory ${directory} holds files of ${whose}, such as ${file}, and this process runs as ${who}.`;
  const wayOut =
    file === undefined
      ? 'set BROADSHEET_DATA to another directory'
      : `make the files this user's, as root: chown -R ${self.id} '${directory}'`;
  return `${found} Run the same command as ${whose}, or ${wayOut}. ${USE_A_SERVER}`;
}

/**
 * Refuses a data directory in which another user's engine has written, with a sentence that names
 * that user.
 *
 * That holds for root as well: what root's engine writes, the owner's can no longer open, and ends
 * without a message. An empty directory of another user's may be used by whoever can write to it.
 * Throws `EngineUnavailable`.
 */
export async function refuseForeignFiles(directory: string): Promise<void> {
  const foreign = await firstForeign(directory, process.getuid?.());
  if (foreign === null || (await ownFilesLookLike(foreign.uid, directory))) return;
  throw await foreignDirectory(directory, foreign.uid, foreign.name);
}

/**
 * The refusal for a directory that cannot be read or written, if another user owns it or `file` in
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

/** Files that the engine does not write: a mount's own, and ours. */
const NOT_OF_ENGINE = /^\.|^lost\+found$|^ABOUT-THIS-DIRECTORY\.txt$/;

async function firstForeign(directory: string, self: number | undefined) {
  for (const name of (await readdir(directory)).sort()) {
    if (NOT_OF_ENGINE.test(name)) continue;
    const found = await stat(join(directory, name)).catch(() => null);
    if (found && found.uid !== self) return { name, uid: found.uid };
  }
  return null;
}

/** Some network mounts show whatever anybody writes as one user's; there it is no foreign file. */
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
  // Node knows the name of its own user only; the command also asks directories such as LDAP.
  const found = await promisify(execFile)('id', ['-un', String(id)]).catch(() => null);
  return { id, name: found?.stdout.trim() || null };
}

function text({ id, name }: User): string {
  return name === null ? `the user with the id ${id}` : `user ${name} (id ${id})`;
}
