import { vi } from 'vitest';
import { type ImportOptions, runImport } from '../../src/commands/import.js';
import type { Finished } from './cli-process.js';

/**
 * Runs a command in this process and captures what it prints. It takes a tenth of the time of a
 * child process.
 */
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

/** Does what `broadsheet import <path>` does, in this process. */
export function importPrinted(
  settings: Readonly<Record<string, string>>,
  path: string,
  options: ImportOptions = {},
): Promise<Finished> {
  // This process does not end with the import, so the next one waits until the lease has expired.
  const own = { BROADSHEET_LEASE_SECONDS: '1', ...settings };
  return printedBy(() => runImport(own, path, options));
}
