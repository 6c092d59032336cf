import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * When a process began, as text to compare; `null` if there is no process with that id.
 *
 * Process ids are used again, soon after a reboot and always as 1 in containers; an id together
 * with this never is.
 */
export async function processStart(pid: number): Promise<string | null> {
  try {
    return process.platform === 'linux' ? await startOnLinux(pid) : await startElsewhere(pid);
  } catch {
    return null;
  }
}

/** The boot, and the clock tick since then: the 22nd field of `/proc/<pid>/stat`. */
async function startOnLinux(pid: number): Promise<string | null> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name in parentheses, and may itself hold any of both.
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
