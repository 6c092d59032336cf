import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart } from '../process-identity.js';
import { LOCK_FILE } from './data-directory.js';

/** Where a running engine can be reached, which process runs it, and on which directory. */
export interface EngineAddress {
  readonly uri: string;
  /** As `directoryIdentity` said of the directory that the engine has open. */
  readonly directory: string;
  readonly pid: number;
  /** As `processStart(pid)` said when the engine was opened. */
  readonly processStart: string;
}

/**
 * The address of the engine that has, or had, a data directory open; `null` if there is none.
 *
 * An address that was written for another directory is none: the file came along when a directory
 * was copied, and leads to the engine of the original. The address may be stale: ask
 * `isProcessAlive`, then connect. Rejects with the file system's error if the file is there and
 * cannot be read, which means that it is another user's.
 */
export async function readAddress(directory: string): Promise<EngineAddress | null> {
  const text = await ownText(addressFile(directory)).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return '';
    throw error;
  });
  const address = parseAddress(text);
  if (address === null) return null;
  return address.directory === (await directoryIdentity(directory)) ? address : null;
}

/**
 * What tells a data directory from a copy of it: its device and inode, and the inode of the
 * engine's lock file.
 *
 * A running engine keeps the lock file open, so no other file can get its inode, not even when the
 * directory is deleted and its own inode is used again. `null` while there is no lock file.
 */
async function directoryIdentity(directory: string): Promise<string | null> {
  const [itself, lock] = await Promise.all(
    [directory, join(directory, LOCK_FILE)].map((path) =>
      stat(path, { bigint: true }).catch(() => null),
    ),
  );
  return itself && lock ? `${itself.dev}:${itself.ino}:${lock.ino}` : null;
}

/** A file of this user's; an address that anybody else planted is none. */
async function ownText(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { uid } = await file.stat();
    return uid === process.getuid?.() ? await file.readFile('utf8') : '';
  } finally {
    await file.close();
  }
}

/** Leaves this process's address in a data directory, for this user's eyes only (mode 0600). */
export async function writeAddress(directory: string, uri: string): Promise<void> {
  const address: EngineAddress = {
    uri,
    directory: (await directoryIdentity(directory)) ?? '',
    pid: process.pid,
    processStart: (await processStart(process.pid)) ?? '',
  };
  // Written beside and renamed, so that nobody reads half of it.
  const draft = `${addressFile(directory)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(address, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, addressFile(directory));
}

/** Takes an address away, unless another has taken its place meanwhile. */
export async function removeAddress(directory: string, uri: string): Promise<void> {
  const current = await readAddress(directory);
  if (current?.uri === uri) await rm(addressFile(directory), { force: true });
}

/** Whether the process that left an address still runs; its id may have passed to another. */
export async function isProcessAlive(address: EngineAddress): Promise<boolean> {
  const start = await processStart(address.pid);
  return start !== null && start === address.processStart;
}

/** The name of the address file; it begins with a dot as it is nobody's data. */
export const ADDRESS_FILE = '.broadsheet-engine.json';

function addressFile(directory: string): string {
  return join(directory, ADDRESS_FILE);
}

function parseAddress(text: string): EngineAddress | null {
  try {
    const value: unknown = JSON.parse(text);
    return isAddress(value) ? value : null;
  } catch {
    return null;
  }
}

function isAddress(value: unknown): value is EngineAddress {
  return (
    value instanceof Object &&
    'uri' in value &&
    typeof value.uri === 'string' &&
    'directory' in value &&
    typeof value.directory === 'string' &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'processStart' in value &&
    typeof value.processStart === 'string'
  );
}
