import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { runServe } from '../../src/commands/serve.js';
import { type Finished, runCli, temporaryFolder } from '../support/cli-process.js';

vi.setConfig({ testTimeout: 60_000 });

const serve = (settings: Record<string, string>): Promise<Finished> => runCli(['serve'], settings);

/** Refused: the exit code 1, nothing on stdout, and a message without a stack trace. */
const refusal = (message: RegExp) => ({
  code: 1,
  stdout: '',
  stderr: expect.stringMatching(message),
});

describe('broadsheet serve, told something wrong', () => {
  it('names everything that is wrong in one message, and starts nothing', async () => {
    const directory = join(await temporaryFolder(), 'data');
    const finished = await serve({
      PORT: '99999',
      BROADSHEET_URL: 'magazine.example',
      BROADSHEET_DEMO: 'perhaps',
      BROADSHEET_DATA: directory,
    });
    expect(finished).toEqual(
      refusal(
        /^The environment holds .*\n {2}PORT: .*\n {2}BROADSHEET_URL: .*\n {2}BROADSHEET_DEMO: .*\n$/,
      ),
    );
    expect(existsSync(directory)).toBe(false);
  });

  it('refuses a HOST that is none of this machine’s before it opens anything', async () => {
    const directory = join(await temporaryFolder(), 'data');
    await expect(
      runServe({ HOST: '192.0.2.7', PORT: '0', BROADSHEET_DATA: directory }),
    ).rejects.toThrow('Expected HOST to be an address of this machine, found "192.0.2.7".');
    expect(existsSync(directory)).toBe(false);
  });

  it('refuses a PORT that is taken before it opens anything', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const directory = join(await temporaryFolder(), 'data');
    await expect(runServe({ PORT: port, BROADSHEET_DATA: directory })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is taken by another program.`,
    );
    expect(existsSync(directory)).toBe(false);
  });

  it('refuses a BROADSHEET_DATA that is no folder of its own', async () => {
    const file = join(await temporaryFolder(), 'data');
    await writeFile(file, 'a file');
    await expect(runServe({ PORT: '0', BROADSHEET_DATA: file })).rejects.toThrow(
      /^The data directory .* cannot be used: it is a file/,
    );
  });
});
