import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { CLI, foreignEnvironment } from './cli-process.js';

/** The options of `unshare` that allow mounting here: as root, or as a user in a user namespace. */
const UNSHARE = [['-m'], ['-Urm']].find(canMount);

/** Why this machine cannot create a small disk; `null` if it can. */
export const NO_SMALL_DISK =
  UNSHARE === undefined
    ? 'needs Linux and `unshare -m` as root, or `unshare -Urm` as a user, to mount a small disk'
    : null;

/** The output of a shell script that was run with its own small disk. */
export interface OnSmallDisk {
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a shell script in which `$DISK` is a separate disk of some megabytes, which no other process
 * sees, and `broadsheet` is the built command with its data in `$DISK/data`.
 */
export function onSmallDisk(
  folder: string,
  megabytes: number,
  script: string,
): Promise<OnSmallDisk> {
  const whole = `
    mount -t tmpfs -o size=${megabytes}m none "$DISK" || exit 99
    broadsheet() { "${process.execPath}" "${CLI}" "$@"; }
    ${script}
  `;
  const settings = {
    ...{ DISK: folder, BROADSHEET_DATA: `${folder}/data`, PORT: '0', BROADSHEET_DEMO: 'off' },
  };
  const env = { ...foreignEnvironment(), ...settings };
  return promisify(execFile)('unshare', [...(UNSHARE ?? []), 'sh', '-c', whole], { env });
}

function canMount(options: readonly string[]): boolean {
  const mount = 'mount -t tmpfs -o size=1m none /mnt';
  try {
    execFileSync('unshare', [...options, 'sh', '-c', mount], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
