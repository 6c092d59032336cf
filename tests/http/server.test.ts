import { EventEmitter, once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { StartError } from '../../src/errors.js';
import { listen } from '../../src/http/server.js';
import { type Stage, stage } from '../support/stage.js';

let built: Stage;

beforeAll(async () => {
  built = await stage();
});

const SITE = '?query={site{name}}';

describe('listen', () => {
  it('takes a free port for 0, and answers there', async () => {
    const server = await listen(built.app.handler, '127.0.0.1', 0);

    const response = await fetch(`http://127.0.0.1:${server.port}/graphql${SITE}`, {
      headers: { accept: 'application/json' },
    });

    expect(await response.json()).toEqual({ data: { site: { name: 'Broadsheet' } } });
    await server.close();
  });

  it('says that a port is taken, and what to do', async () => {
    const first = await listen(built.app.handler, '127.0.0.1', 0);

    await expect(listen(built.app.handler, '127.0.0.1', first.port)).rejects.toThrow(
      new StartError(
        `Port ${first.port} on 127.0.0.1 is taken by another program. Set PORT to a free one, or to 0 for any.`,
      ),
    );
    await first.close();
  });

  it.each(['192.0.2.1', 'no-such-host.invalid'])(
    'says that %s is none of its hosts',
    async (host) => {
      await expect(listen(built.app.handler, host, 0)).rejects.toThrow(
        new StartError(`Expected HOST to be an address of this machine, found "${host}".`),
      );
    },
  );
});

describe('close', () => {
  it('lets a request under way end, and takes no more', async () => {
    const asked = new EventEmitter();
    const gate = new EventEmitter();
    const slow = async (...exchange: Parameters<typeof built.app.handler>) => {
      asked.emit('now');
      await once(gate, 'now');
      return built.app.handler(...exchange);
    };
    const server = await listen(Object.assign(slow, built.app.handler), '127.0.0.1', 0);
    const address = `http://127.0.0.1:${server.port}/graphql${SITE}`;
    const underWay = fetch(address, { headers: { accept: 'application/json' } });
    await once(asked, 'now');

    const closed = server.close();
    await expect(fetch(address)).rejects.toThrow();
    gate.emit('now');

    expect((await underWay).status).toBe(200);
    await closed;
  });
});
