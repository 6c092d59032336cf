import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CLI, runCli } from './support/cli-process.js';

const run = promisify(execFile);

describe('the built command', () => {
  it('can be run by its name alone, as npx runs it by a link', async () => {
    const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
    const { version }: { version: string } = JSON.parse(manifest);
    const { stdout } = await run(CLI, ['--version']);
    expect(stdout).toBe(`${version}\n`);
  });

  it('says what it can do, and ends with 1 for a command that there is not', async () => {
    const help = await runCli(['--help']);
    expect([help.code, help.stdout]).toEqual([0, expect.stringMatching(/^ {2}import .*<path>/m)]);
    const unknown = await runCli(['inport']);
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringMatching(/inport/)]);
  });
});
