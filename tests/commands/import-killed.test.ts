import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { ADDRESS_FILE } from '../../src/database/engine-address.js';
import { runCli, startCli, temporaryFolder } from '../support/cli-process.js';
import { contentAfter, contentIn } from '../support/import-here.js';
import { longExport } from '../support/long-export.js';

vi.setConfig({ testTimeout: 300_000 });

/** `npm run soak` kills often, the suite a few times. */
const KILLS = process.env.SOAK ? 25 : 3;

const POSTS = 120;

describe('an import that runs the engine itself', () => {
  it(`ends, after it was killed ${KILLS} times, with the database of one that was not`, async () => {
    const path = await longExport(POSTS);
    const directory = await temporaryFolder();
    const settings = { BROADSHEET_DATA: directory };
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { process, ended } = startCli(['import', path], settings);
      // The engine is open from the moment that its address is there; then a moment at random.
      while (!existsSync(join(directory, ADDRESS_FILE)) && process.exitCode === null)
        await sleep(5);
      await sleep(Math.random() * 800);
      process.kill('SIGKILL');
      await ended;
    }
    const { code, stdout } = await runCli(['import', path], settings);
    expect([code, stdout]).toEqual([0, expect.stringMatching(`^Read ${POSTS}: .* 0 failed`)]);
    expect(await contentIn(directory)).toEqual(await contentAfter(path));
  });
});
