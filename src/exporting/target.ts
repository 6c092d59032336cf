import { fstatSync, type Stats } from 'node:fs';
import { readlink, realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { NotWritten, refused } from './not-written.js';

/** Where an export is written to. */
export type ExportTarget =
  | { readonly kind: 'STDOUT' }
  /** A regular file that appears when it is complete; symbolic links to it are followed. */
  | { readonly kind: 'FILE'; readonly path: string; readonly mayReplace: boolean }
  /** A named pipe or a device, which is written to directly. */
  | { readonly kind: 'FIFO' | 'DEVICE'; readonly path: string };

/** Options of `targetAt`. */
export interface TargetOptions {
  /** Whether an existing regular file may be replaced. */
  readonly isForced: boolean;
}

/**
 * Checks what exists at a path before anything is written; stdout if no path is given.
 *
 * Throws `NotWritten` for a folder, a socket, an existing file (unless `isForced`), and a path
 * that cannot be resolved.
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

/** The error for an existing file that may not be replaced. */
export function alreadyThere(path: string): NotWritten {
  return new NotWritten(
    path,
    'one that exists already. Give another name, or use --force to replace it',
  );
}

/** Whether it is `/dev/stdout` under any name, even if a shell redirected it to a regular file. */
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

/** The target of a symbolic link to a missing file; the path itself if it is not a link. */
async function linkEnd(path: string): Promise<string> {
  const link = await readlink(path).catch(() => null);
  return link === null ? path : linkEnd(resolve(await realpath(dirname(path)), link));
}
