import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openEmbedded } from '../../src/database/engine/connect-embedded.js';
import { ensureAllCollections } from '../../src/stores.js';
import { temporaryFolder } from '../support/cli-process.js';
import { askGateway, type GatewayProcess, startGateway } from '../support/gateway-process.js';
import { importHere } from '../support/import-here.js';
import { longExport } from '../support/long-export.js';

vi.setConfig({ testTimeout: 90_000 });

/** The suite holds the kill where an import or a client is attached; here `npm run soak` does. */
const ENDINGS = process.env.SOAK ? (['SIGTERM', 'SIGKILL'] as const) : (['SIGTERM'] as const);

const POSTS = 12;
const READ = `{ articles(first: ${POSTS}) { totalCount nodes { slug body { text } authors { name } } } }`;

const UNAVAILABLE = 'error: DATABASE_UNAVAILABLE';

/** A folder with an archive in it, and the settings of gateways that serve it. */
async function servedFolder() {
  const settings = { BROADSHEET_DATA: await temporaryFolder(), BROADSHEET_DEMO: 'off' };
  const database = await openEmbedded(settings.BROADSHEET_DATA, 64);
  await ensureAllCollections(database.db);
  await importHere(database.db, await longExport(await temporaryFolder(), POSTS));
  await database.close();
  return settings;
}

async function gateway(settings: Record<string, string>): Promise<GatewayProcess> {
  const started = await startGateway(settings);
  onTestFinished(async () => void (await started.stop()));
  return started;
}

/** Asks again and again, three readers at a time, until told to end; answers with what came. */
function readers(url: string) {
  let isEnded = false;
  const answers = new Map<string, number>();
  const read = async () => {
    while (!isEnded) {
      const { data, errors } = await askGateway(url, READ);
      const answer = errors ? `error: ${errors[0]?.extensions.code}` : JSON.stringify(data);
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
  };
  const all = Promise.all([read(), read(), read()]);
  return {
    /** How often the right answer came. */
    right: (answer: string) => answers.get(answer) ?? 0,
    end: async () => {
      isEnded = true;
      await all;
      return [...answers.keys()];
    },
  };
}

describe('two gateways on one folder', () => {
  it.each(ENDINGS)(
    'both answer, and the second goes on when the first ends by %s',
    async (signal) => {
      const settings = await servedFolder();
      const first = await gateway(settings);
      const second = await gateway(settings);
      expect(second.stdout()).toContain('(run by another process)');
      const right = JSON.stringify((await askGateway(first.url, READ)).data);
      const readContext = readers(second.url);
      await sleep(300);
      const exit = once(first.process, 'exit');
      first.process.kill(signal);
      await exit;
      const before = readContext.right(right);
      const ended = performance.now();
      await vi.waitFor(() => expect(readContext.right(right)).toBeGreaterThan(before + 20), 30_000);
      expect(performance.now() - ended).toBeLessThan(5_000);
      for (const answer of await readContext.end()) expect([right, UNAVAILABLE]).toContain(answer);
      expect(await second.stop()).toBe(0);
    },
  );
});
