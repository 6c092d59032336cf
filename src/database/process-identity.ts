import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { promisify } from 'node:util';

/** Identifies a process, so that another process can recognise it. */
export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Processes with the same value can see each other: same host, and same container on it. */
  readonly space: string;
  /** `processStart(pid)`, called in the same space. */
  readonly start: string;
}

/** The identity of this process. */
export async function thisProcess(): Promise<ProcessIdentity> {
  const start = (await processStart(process.pid)) ?? '';
  return { host: hostname(), pid: process.pid, space: await processSpace(), start };
}

/** Whether a process has ended; `false` if it cannot be seen from here, such as on another host. */
export async function isProcessEnded({ pid, space, start }: ProcessIdentity): Promise<boolean> {
  return space === (await processSpace()) && (await processStart(pid)) !== start;
}

/** Without PID namespaces, as on macOS, all processes of a host can see each other. */
async function processSpace(): Promise<string> {
  const boot = await readFile(BOOT_ID, 'utf8').catch(() => '');
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '');
  return [hostname(), boot.trim(), namespace].join(' ');
}

const BOOT_ID = '/proc/sys/kernel/random/boot_id';

/**
 * When a process started, as text that can only be compared; `null` if there is no process with
 * that id.
 *
 * Process ids are reused, soon after a reboot and always as 1 in containers. An id together with
 * its start is never reused.
 */
export async function processStart(pid: number): Promise<string | null> {
  try {
    return process.platform === 'linux' ? await startOnLinux(pid) : await startElsewhere(pid);
  } catch {
    return null;
  }
}

/** The boot id, and the clock ticks since boot: the 22nd field of `/proc/<pid>/stat`. */
async function startOnLinux(pid: number): Promise<string | null> {
  const boot = await readFile(BOOT_ID, 'utf8');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses, which may itself contain spaces and
  // parentheses.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, ticks] = [fields[0], fields[19]];
  const isDead = state === 'Z' || state === 'X';
  return isDead || ticks === undefined ? null : `${boot.trim()} ${ticks}`;
}

async function startElsewhere(pid: number): Promise<string | null> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], {
    env: { LC_ALL: 'C' },
  });
  return stdout.trim() || null;
}
