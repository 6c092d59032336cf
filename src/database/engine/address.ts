import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { processStart } from '../process-identity.js';
import { LOCK_FILE } from './data-directory.js';

/** How to reach a running engine, which process runs it, and on which directory. */
export interface EngineAddress {
  readonly uri: string;
  /** `directoryIdentity` of the directory that the engine has open. */
  readonly directory: string;
  readonly pid: number;
  /** `processStart(pid)` when the engine was opened. */
  readonly processStart: string;
}

/**
 * The address of the engine that has, or had, a data directory open; `null` if there is none.
 *
 * `null` also for an address that was written for another directory: the file was copied together
 * with the directory and leads to the engine of the original. The address may be stale: call
 * `isProcessAlive`, then connect. Rejects with the file system's error if the file exists but
 * cannot be read, which means that it belongs to another user.
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
 * Identifies a data directory, and differs for a copy of it: its device and inode, and the inode of
 * the engine's lock file. `null` while there is no lock file.
 *
 * A running engine keeps the lock file open, so no other file can get its inode, not even if the
 * directory is deleted and its own inode is used again.
 */
async function directoryIdentity(directory: string): Promise<string | null> {
  const [itself, lock] = await Promise.all(
    [directory, join(directory, LOCK_FILE)].map((path) =>
      stat(path, { bigint: true }).catch(() => null),
    ),
  );
  return itself && lock ? `${itself.dev}:${itself.ino}:${lock.ino}` : null;
}

/**
 * The text of a file that belongs to this user; empty for another user's file, which is not
 * trusted.
 */
async function ownText(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { uid } = await file.stat();
    return uid === process.getuid?.() ? await file.readFile('utf8') : '';
  } finally {
    await file.close();
  }
}

/** Writes this process's address into a data directory, readable by this user only (mode 0600). */
export async function writeAddress(directory: string, uri: string): Promise<void> {
  const address: EngineAddress = {
    uri,
    directory: (await directoryIdentity(directory)) ?? '',
    pid: process.pid,
    processStart: (await processStart(process.pid)) ?? '',
  };
  // Written to a second file and renamed, so that no other process reads an incomplete file.
  const draft = `${addressFile(directory)}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(address, null, 2)}\n`, { mode: 0o600 });
  await rename(draft, addressFile(directory));
}

/** Removes an address, unless another process has written its own in the meantime. */
export async function removeAddress(directory: string, uri: string): Promise<void> {
  const current = await readAddress(directory);
  if (current?.uri === uri) await rm(addressFile(directory), { force: true });
}

/**
 * Whether the process that wrote an address still runs. The process id alone is not enough, as it
 * may belong to another process by now.
 */
export async function isProcessAlive(address: EngineAddress): Promise<boolean> {
  const start = await processStart(address.pid);
  return start !== null && start === address.processStart;
}

/** The name of the address file. It begins with a dot because it is not part of the data. */
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
