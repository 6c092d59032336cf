import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { describe, expect, it } from 'vitest';

import { collect, temporaryFolder } from '../../support/cli-process.js';

const MODULE = new URL('../../../dist/database/engine/disk-postmortem.js', import.meta.url).href;

/** More bytes than any disk has, so that every disk counts as full. */
const ALL_IS_TOO_LITTLE = 1e18;

/** What is printed when a process starts the shell and then ends in the given way. */
async function printedAfter(ending: string, toRun: number, folder: string): Promise<string> {
  const script = `
    const { startPostmortem } = await import(${JSON.stringify(MODULE)});
    const postmortem = startPostmortem(${JSON.stringify(folder)}, { toRun: ${toRun}, toStart: 1e9 });
    ${ending}
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  const stderr = collect(child.stderr);
  // The shell holds stderr open, so this waits for both.
  await once(child, 'close');
  return stderr();
}

const KILLED = "process.kill(process.pid, 'SIGKILL'); setInterval(() => {}, 1000);";

describe('startPostmortem', () => {
  it('reports a full disk after the process was killed, with the folder and the free space', async () => {
    const folder = await temporaryFolder();
    expect(await printedAfter(KILLED, ALL_IS_TOO_LITTLE, folder)).toMatch(
      new RegExp(
        `^Broadsheet has stopped because the disk of the data directory ${folder} is nearly full: [1-9]\\d* MB are free, and the embedded MongoDB engine needs \\d+ MB to continue. .* continues where it was.\n$`,
      ),
    );
  });

  it('prints nothing after the process was killed while there is enough space', async () => {
    expect(await printedAfter(KILLED, 1, await temporaryFolder())).toBe('');
  });

  it('prints nothing if the free space is unknown', async () => {
    expect(await printedAfter(KILLED, ALL_IS_TOO_LITTLE, '/nowhere')).not.toContain('Broadsheet');
  });

  it.each([
    ['at the end of its work', ''],
    ['by process.exit', 'process.exit(1);'],
    ['after the engine was closed', `postmortem.dismiss(); ${KILLED}`],
  ])('prints nothing when the process ends %s', async (_how, ending) => {
    expect(await printedAfter(ending, ALL_IS_TOO_LITTLE, await temporaryFolder())).toBe('');
  });
});
