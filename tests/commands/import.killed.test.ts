import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { readAddress } from '../../src/database/engine/address.js';
import { startCli, temporaryFolder } from '../support/cli-process.js';
import { contentAfter, contentIn } from '../support/import-here.js';
import { longExport } from '../support/long-export.js';
import { importPrinted } from '../support/printed.js';

vi.setConfig({ testTimeout: 300_000 });

/** `npm run soak` goes through it often, the suite once. */
const ROUNDS = process.env.SOAK ? 12 : 1;
const KILLS = 2;

const POSTS = 80;

/** Starts an import and kills it, engine and all, at a moment at random after the engine is open. */
async function importKilled(path: string, directory: string): Promise<void> {
  const { process, kill } = startCli(['import', path], { BROADSHEET_DATA: directory });
  const isOpen = async () => (await readAddress(directory))?.pid === process.pid;
  while (!(await isOpen()) && process.exitCode === null) await sleep(5);
  await sleep(Math.random() * 800);
  await kill();
}

it('an import that is killed ends, run again, with the database of one that was not', async () => {
  const path = await longExport(await temporaryFolder(), POSTS);
  const undisturbed = await contentAfter(path);
  for (let round = 0; round < ROUNDS; round += 1) {
    const directory = await temporaryFolder();
    for (let kill = 0; kill < KILLS; kill += 1) await importKilled(path, directory);
    const { code, stdout } = await importPrinted({ BROADSHEET_DATA: directory }, path);
    expect([code, stdout]).toEqual([0, expect.stringMatching(`^Read ${POSTS}: .* 0 failed`)]);
    expect(await contentIn(directory)).toEqual(undisturbed);
  }
});
