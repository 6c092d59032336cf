import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { uriOf } from '../support/database.js';
import { startGateway } from '../support/gateway-process.js';
import { publishingDatabase } from '../support/publishing.js';

vi.setConfig({ testTimeout: 60_000 });

const BODY = JSON.stringify({ query: '{ articles(first: 5) { nodes { title } } }' });

/** Asks on the agent's one connection; answers with whether the gateway says it closes it. */
async function ask(agent: Agent, url: string): Promise<'STAYS' | 'CLOSES'> {
  const asked = request(url, {
    agent,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  asked.end(BODY);
  const [response] = await once(asked, 'response');
  response.resume();
  await once(response, 'end');
  expect(response.statusCode).toBe(200);
  return response.headers.connection === 'close' ? 'CLOSES' : 'STAYS';
}

describe('broadsheet serve', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'loses no request of 20 busy connections at %s, and ends with 0',
    async (signal) => {
      const uri = uriOf(await publishingDatabase());
      const gateway = await startGateway({ BROADSHEET_DEMO: 'off', MONGODB_URI: uri });
      onTestFinished(async () => void (await gateway.stop()));
      let mapUnavailable = 0;
      const client = async () => {
        const agent = new Agent({ keepAlive: true, maxSockets: 1 });
        while ((await ask(agent, gateway.url)) === 'STAYS') mapUnavailable += 1;
        agent.destroy();
      };
      const clients = Promise.all(Array.from({ length: 20 }, client));
      await vi.waitFor(() => expect(mapUnavailable).toBeGreaterThan(100), 30_000);

      const exit = once(gateway.process, 'exit');
      gateway.process.kill(signal);

      // A request that is lost rejects here.
      await clients;
      expect(await exit).toEqual([0, null]);
    },
  );
});
