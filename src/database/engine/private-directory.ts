import { access, constants, lstat, mkdir } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * A cache directory that only this user can write to, for files that can be created again.
 *
 * It is `$XDG_CACHE_HOME/broadsheet` or `~/.cache/broadsheet`, or a directory in the temporary
 * directory if neither is writable. Code is loaded from it, so a directory that belongs to another
 * user, or that others may write to, is skipped. Throws the last file system error if no directory
 * can be used.
 */
export async function privateCacheDirectory(xdgCacheHome: string | undefined): Promise<string> {
  let reason: unknown;
  for (const directory of candidates(xdgCacheHome)) {
    try {
      await makePrivate(directory);
      return directory;
    } catch (error) {
      reason = error;
    }
  }
  throw reason;
}

function candidates(xdgCacheHome: string | undefined): string[] {
  // The XDG specification says that a relative path must be ignored.
  const home = xdgCacheHome && isAbsolute(xdgCacheHome) ? [xdgCacheHome] : [];
  return [
    ...home.map((directory) => join(directory, 'broadsheet')),
    join(homedir(), '.cache', 'broadsheet'),
    join(tmpdir(), `broadsheet-${process.getuid?.()}`),
  ];
}

async function makePrivate(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const found = await lstat(directory);
  const isOurs = found.isDirectory() && found.uid === process.getuid?.();
  if (!isOurs || (found.mode & 0o022) !== 0) {
    throw new Error(`${directory} belongs to another user, or is writable by other users`);
  }
  await access(directory, constants.W_OK | constants.X_OK);
}
