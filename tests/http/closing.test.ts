import { once } from 'node:events';
import { Agent, get, type IncomingMessage, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listen } from '../../src/http/server.js';

/** Sends one request on an agent's connection, and answers with its response. */
async function ask(agent: Agent, port: number): Promise<IncomingMessage> {
  const asked = get({ agent, port, host: '127.0.0.1', path: '/' });
  const [response]: IncomingMessage[] = await once(asked, 'response');
  if (response === undefined) throw new Error('expected a response');
  response.resume();
  await once(response, 'end');
  return response;
}

/** A server whose answers take a moment. */
function slow(milliseconds: number): RequestListener {
  return (_request, response) => setTimeout(() => response.end('done'), milliseconds);
}

function keepingAgent(): Agent {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return agent;
}

describe('close', () => {
  it('answers every request of 20 busy keep-alive connections', async () => {
    const server = await listen(slow(5), '127.0.0.1', 0);
    const lost: unknown[] = [];
    let mapUnavailable = 0;
    const client = async () => {
      const agent = keepingAgent();
      for (;;) {
        const response = await ask(agent, server.port).catch((error: unknown) => lost.push(error));
        if (typeof response === 'number') return;
        mapUnavailable += 1;
        if (response.headers.connection === 'close') return;
      }
    };
    const clients = Promise.all(Array.from({ length: 20 }, client));
    await sleep(300);

    const begun = performance.now();
    await server.close();
    await clients;

    expect(lost).toEqual([]);
    expect(mapUnavailable).toBeGreaterThan(20);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('answers a request under way with Connection: close, and takes no new connection', async () => {
    const server = await listen(slow(400), '127.0.0.1', 0);
    const underWay = ask(keepingAgent(), server.port);
    await sleep(100);

    const closed = server.close();

    await expect(ask(keepingAgent(), server.port)).rejects.toThrow('ECONNREFUSED');
    expect((await underWay).headers.connection).toBe('close');
    await closed;
  });

  it('still answers a request that reaches an idle connection in that moment', async () => {
    const server = await listen(slow(0), '127.0.0.1', 0);
    const agent = keepingAgent();
    await ask(agent, server.port);

    const closed = server.close();

    expect((await ask(agent, server.port)).headers.connection).toBe('close');
    await closed;
  });

  it('closes idle connections, and those on which nothing was ever sent', async () => {
    const server = await listen(slow(0), '127.0.0.1', 0, { graceMs: 20_000 });
    await ask(keepingAgent(), server.port);
    const silent = connect(server.port, '127.0.0.1');
    await once(silent, 'connect');

    const begun = performance.now();
    await server.close();

    expect(performance.now() - begun).toBeLessThan(2_000);
  });

  it('cuts what is not finished within the grace', async () => {
    const server = await listen(slow(60_000), '127.0.0.1', 0, { graceMs: 300 });
    const underWay = ask(keepingAgent(), server.port);
    underWay.catch(() => {});
    await sleep(100);

    const begun = performance.now();
    await server.close();

    expect(performance.now() - begun).toBeLessThan(1_000);
    await expect(underWay).rejects.toThrow('socket hang up');
  });
});
