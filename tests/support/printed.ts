import { vi } from 'vitest';
import type { Finished } from './cli-process.js';

/** Does what a command does, in this process, which costs a tenth, and keeps what it prints. */
export async function printedBy(command: () => Promise<number>): Promise<Finished> {
  const stdout = vi.spyOn(console, 'log').mockImplementation(() => {});
  const stderr = vi.spyOn(console, 'error').mockImplementation(() => {});
  try {
    const code = await command();
    const [out = '', err = ''] = [stdout, stderr].map(({ mock }) =>
      mock.calls.map((line) => `${line}\n`).join(''),
    );
    return { code, stdout: out, stderr: err };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
