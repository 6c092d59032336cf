import { spawn } from 'node:child_process';

import { aroundFreeSpace, type SpaceNeeds } from './disk-space.js';

/** Reports after the end of the process that the disk was full, as the engine itself does not. */
export interface Postmortem {
  /** Stops it: nothing is reported any more, because the engine is closed. */
  dismiss(): void;
}

/**
 * Starts a shell that waits until this process ends, and then prints to its stderr that the disk is
 * full, if it is.
 *
 * It covers a disk that fills faster than `watchDisk` checks. The engine then calls `abort()` in
 * native code, so this process runs no more code: with another program writing 3 GB a second, 4 of
 * 12 imports ended without a message. A shell takes 1 MB of memory, where Node would take 40 MB. It
 * prints nothing after a normal exit, nor when a signal ends the process while there is enough
 * space. On a system without a shell nothing is printed.
 */
export function startPostmortem(directory: string, needs: SpaceNeeds): Postmortem {
  const [before, after] = aroundFreeSpace(directory, needs);
  const least = String(Math.floor(needs.toRun / 1_000_000));
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', directory, least, before, after], {
    stdio: ['pipe', 'ignore', 'inherit'],
    // In a session of its own, so that it does not end with Ctrl-C or with the terminal.
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

/**
 * Standard input ends with the process. In the output of `df -P`, the free kilobytes are the column
 * before the percentage.
 */
const SCRIPT = `
  read -r _
  kilobytes=$(LC_ALL=C df -Pk "$1" | sed -n '2s/.* \\([0-9][0-9]*\\)  *[0-9][0-9]*%.*/\\1/p')
  [ -n "$kilobytes" ] || exit 0
  megabytes=$((kilobytes * 1024 / 1000000))
  [ "$megabytes" -ge "$2" ] || printf '%s%s MB%s\\n' "$3" "$megabytes" "$4" >&2
`;
