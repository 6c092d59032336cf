import { fstatSync, type Stats } from 'node:fs';
import { readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { NotWritten, refused } from './not-written.js';

/** Where an export goes. */
export type ExportTarget =
  | { readonly kind: 'STDOUT' }
  /** A regular file, made when it is whole; symbolic links on the way to it are followed. */
  | { readonly kind: 'FILE'; readonly path: string; readonly mayReplace: boolean }
  /** A named pipe or a device, which is written to and stays what it is. */
  | { readonly kind: 'FIFO' | 'DEVICE'; readonly path: string };

/** How a target is chosen. */
export interface TargetOptions {
  /** Whether a regular file that exists may be replaced. */
  readonly isForced: boolean;
}

/**
 * Looks at what exists at a path, before anything is written; stdout if no path is given.
 *
 * Throws `NotWritten` for a folder, a socket, a file that exists (unless `isForced`), and a path
 * that cannot be followed.
 */
export async function targetAt(
  path: string | undefined,
  { isForced }: TargetOptions,
): Promise<ExportTarget> {
  if (path === undefined) return { kind: 'STDOUT' };
  try {
    const found = await statIfThere(path);
    if (found === null) return { kind: 'FILE', path: await linkEnd(path), mayReplace: isForced };
    if (isStdout(found)) return { kind: 'STDOUT' };
    if (found.isFIFO()) return { kind: 'FIFO', path };
    if (found.isCharacterDevice() || found.isBlockDevice()) return { kind: 'DEVICE', path };
    if (!found.isFile()) throw new NotWritten(path, found.isDirectory() ? 'a folder' : 'a socket');
    if (!isForced) throw alreadyThere(path);
    return { kind: 'FILE', path: await realpath(path), mayReplace: true };
  } catch (error) {
    throw refused(error, path);
  }
}

/** The refusal to replace a file that exists. */
export function alreadyThere(path: string): NotWritten {
  return new NotWritten(
    path,
    'one that exists already, which an export does not replace by itself: name another, or give --force to replace it',
  );
}

/** `/dev/stdout`, under whichever name, even if a shell has pointed it at a regular file. */
function isStdout(found: Stats): boolean {
  const stdout = fstatSync(process.stdout.fd);
  return found.dev === stdout.dev && found.ino === stdout.ino && found.rdev === stdout.rdev;
}

async function statIfThere(path: string): Promise<Stats | null> {
  return stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
}

/** Where a symbolic link leads whose end does not exist; the path itself if it is no link. */
async function linkEnd(path: string): Promise<string> {
  const link = await readlink(path).catch(() => null);
  return link === null ? path : linkEnd(resolve(await realpath(dirname(path)), link));
}
