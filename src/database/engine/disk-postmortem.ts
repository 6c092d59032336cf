import { spawn } from 'node:child_process';

import { aroundFreeSpace, type SpaceNeeds } from './disk-space.js';

/** Says why the process ended, in case the engine ends it without a message. */
export interface Postmortem {
  /** Nothing is said any more: the engine is closed. */
  dismiss(): void;
}

/**
 * Starts a shell that waits for the end of this process, and then prints to its stderr that the
 * disk is full, if it is.
 *
 * For a disk that fills faster than `watchDisk` looks. The engine calls `abort()` in native code,
 * so no code of this process runs any more: with another program writing 3 GB a second, 4 of 12
 * imports ended without a message. The shell takes 1 MB of memory, where Node would take 40. It
 * says nothing after an exit in the ordinary way, nor when a signal ends the process while there
 * is space. Where there is no shell, nothing is said.
 */
export function startPostmortem(directory: string, needs: SpaceNeeds): Postmortem {
  const [before, after] = aroundFreeSpace(directory, needs);
  const least = String(Math.floor(needs.toRun / 1_000_000));
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', directory, least, before, after], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // In a session of its own, so that Ctrl-C and the end of a terminal leave it alone.
    detached: true,
    cwd: '/',
  });
  shell.on('error', () => {});
  shell.unref();
  const dismiss = () => {
    process.off('exit', dismiss);
    shell.kill('SIGKILL');
  };
  process.once('exit', dismiss);
  return { dismiss };
}

/** Standard input ends with the process; `df -P` has the free kilobytes before the percentage. */
const SCRIPT = `
  read -r _
  kilobytes=$(LC_ALL=C df -Pk "$1" | sed -n '2s/.* \\([0-9][0-9]*\\)  *[0-9][0-9]*%.*/\\1/p')
  [ -n "$kilobytes" ] || exit 0
  megabytes=$((kilobytes * 1024 / 1000000))
  [ "$megabytes" -ge "$2" ] || printf '%s%s MB%s\\n' "$3" "$megabytes" "$4" >&2
`;
