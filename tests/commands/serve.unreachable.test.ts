import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../support/cli-process.js';
import { fragileLine } from '../support/fragile-line.js';
import { type GatewayProcess, startGateway } from '../support/gateway-process.js';

vi.setConfig({ testTimeout: 60_000 });

const QUERY = '?query={articles{nodes{title}}}';

async function gateway(settings: Record<string, string>): Promise<GatewayProcess> {
  const started = await startGateway(settings);
  onTestFinished(async () => void (await started.stop()));
  return started;
}

/** The status of an answer, and how many milliseconds it took. */
async function ask(url: string): Promise<{ status: number; milliseconds: number }> {
  const begun = performance.now();
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  await response.text();
  return { status: response.status, milliseconds: performance.now() - begun };
}

describe('broadsheet serve', () => {
  it('answers 503 within two seconds while the process with the engine is stopped', async () => {
    const settings = { BROADSHEET_DATA: await temporaryFolder(), BROADSHEET_DEMO: 'off' };
    const owner = await gateway(settings);
    const attached = await gateway(settings);
    onTestFinished(() => void owner.process.kill('SIGCONT'));
    expect((await ask(attached.url + QUERY)).status).toBe(200);

    owner.process.kill('SIGSTOP');
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await ask(attached.url + QUERY));
    const ready = await ask(attached.url.replace('/graphql', '/ready'));
    owner.process.kill('SIGCONT');

    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    for (const { milliseconds } of answers) expect(milliseconds).toBeLessThan(2_000);
    expect(ready.status).toBe(503);
    await vi.waitFor(
      async () => expect((await ask(attached.url + QUERY)).status).toBe(200),
      15_000,
    );
  });

  it('answers 503 within two seconds when the server of MONGODB_URI has gone', async () => {
    const line = await fragileLine(inject('mongodbUri'));
    const uri = line.uri.replace('/?', '/serve_unreachable?');
    const server = await gateway({ MONGODB_URI: uri, BROADSHEET_DEMO: 'off' });
    expect((await ask(server.url + QUERY)).status).toBe(200);

    await line.close();
    const { status, milliseconds } = await ask(server.url + QUERY);

    expect(status).toBe(503);
    expect(milliseconds).toBeLessThan(2_000);
  });
});
