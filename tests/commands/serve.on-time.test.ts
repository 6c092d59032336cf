import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { encodeGlobalId } from '../../src/graphql/global-id.js';
import { articleIdOf } from '../../src/publishing/identity.js';
import { runCli, temporaryFolder } from '../support/cli-process.js';
import { askGateway, type GatewayProcess, startGateway } from '../support/gateway-process.js';

vi.setConfig({ testTimeout: 60_000 });

const ID = encodeGlobalId('Article', articleIdOf('markdown:surge.md'));

/** Every path that leads to the article `surge`, its topic `storms` and its author `di`. */
const PATHS = `{
  article(by: { slug: "surge" }) { slug }
  byId: article(by: { id: "${ID}" }) { previous { slug } relatedPosts { totalCount } }
  node(id: "${ID}") { id }
  articles { totalCount nodes { slug } }
  site { articleCount }
  topic(by: { slug: "oceans" }) { articleCount articles { totalCount nodes { slug } } }
  storms: topic(by: { slug: "storms" }) { slug articleCount }
  topics { totalCount nodes { slug } }
  author(by: { slug: "di" }) { slug articleCount }
  authors { totalCount nodes { slug } }
  flood: article(by: { slug: "flood" }) { next { slug } relatedPosts { nodes { slug } } }
}`;

const of = (...slugs: readonly string[]) => slugs.map((slug) => ({ slug }));

const BEFORE = {
  article: null,
  byId: null,
  node: null,
  articles: { totalCount: 2, nodes: of('flood', 'ebb') },
  site: { articleCount: 2 },
  topic: { articleCount: 2, articles: { totalCount: 2, nodes: of('flood', 'ebb') } },
  storms: null,
  topics: { totalCount: 1, nodes: of('oceans') },
  author: null,
  authors: { totalCount: 1, nodes: of('ada') },
  flood: { next: null, relatedPosts: { nodes: of('ebb') } },
};

const AFTER = {
  article: { slug: 'surge' },
  byId: { previous: { slug: 'flood' }, relatedPosts: { totalCount: 2 } },
  node: { id: ID },
  articles: { totalCount: 3, nodes: of('surge', 'flood', 'ebb') },
  site: { articleCount: 3 },
  topic: { articleCount: 3, articles: { totalCount: 3, nodes: of('surge', 'flood', 'ebb') } },
  storms: { slug: 'storms', articleCount: 1 },
  topics: { totalCount: 2, nodes: of('oceans', 'storms') },
  author: { slug: 'di', articleCount: 1 },
  authors: { totalCount: 2, nodes: of('ada', 'di') },
  flood: { next: { slug: 'surge' }, relatedPosts: { nodes: expect.arrayContaining(of('surge')) } },
};

/** All but what others say of the article, which follows within seconds. */
const AT_ONCE = { ...AFTER, flood: { ...AFTER.flood, relatedPosts: expect.anything() } };

/** A folder of Markdown with two articles and a third that comes out at a moment. */
async function magazineUntil(moment: Date): Promise<string> {
  const folder = await temporaryFolder();
  const write = (name: string, lines: readonly string[]) =>
    writeFile(join(folder, `${name}.md`), ['---', ...lines, '---', `${name}.`, ''].join('\n'));
  const common = ['author: Ada', 'topics: [Oceans]'];
  await write('ebb', ['title: Ebb', 'date: 2024-05-01T08:00:00Z', ...common]);
  await write('flood', ['title: Flood', 'date: 2024-05-02T08:00:00Z', ...common]);
  const its = ['author: Di', 'topics: [Oceans, Storms]'];
  await write('surge', ['title: Surge', `date: ${moment.toISOString()}`, ...its]);
  return folder;
}

async function gatewayOn(directory: string): Promise<GatewayProcess> {
  const gateway = await startGateway({
    BROADSHEET_DATA: directory,
    BROADSHEET_DEMO: 'off',
    LOG_LEVEL: 'warn',
  });
  onTestFinished(async () => void (await gateway.stop()));
  return gateway;
}

/** Milliseconds that an import has to end before the moment; the next if it takes longer. */
const LEADS = [2_500, 6_000, 20_000];

/**
 * A data folder, prepared by `prepare`, with the magazine imported into it before the moment of its
 * third article, which is as near as an import needs here.
 */
async function scheduledSoon<T>(prepare: (folder: string) => Promise<T>) {
  for (const lead of LEADS) {
    const folder = await temporaryFolder();
    const prepared = await prepare(folder);
    const moment = new Date(Date.now() + lead);
    const magazine = await magazineUntil(moment);
    // In a process of its own: one that runs the engine keeps the lease until it has ended.
    const { code } = await runCli(['import', magazine], { BROADSHEET_DATA: folder });
    expect(code).toBe(0);
    if (Date.now() < moment.getTime() - 200) return { folder, prepared, moment };
  }
  throw new Error(`expected an import to end within ${LEADS.at(-1)} ms`);
}

describe('a scheduled article', () => {
  it('can be read in every path from its moment on, and in none before', async () => {
    const { prepared: gateway, moment } = await scheduledSoon(gatewayOn);
    const { data: before } = await askGateway(gateway.url, PATHS);
    expect(Date.now()).toBeLessThan(moment.getTime());
    expect(before).toEqual(BEFORE);

    await sleep(moment.getTime() - Date.now());
    const { data: atOnce } = await askGateway(gateway.url, PATHS);
    expect(atOnce).toEqual(AT_ONCE);

    await vi.waitFor(async () => {
      expect((await askGateway(gateway.url, PATHS)).data).toEqual(AFTER);
    }, 10_000);
    expect([gateway.stderr(), await gateway.stop()]).toEqual(['', 0]);
  });

  it('can be read in every path though the gateway was down at its moment', async () => {
    const { folder, moment } = await scheduledSoon(async () => undefined);
    await sleep(moment.getTime() - Date.now());

    const gateway = await gatewayOn(folder);

    expect((await askGateway(gateway.url, PATHS)).data).toEqual(AT_ONCE);
    await vi.waitFor(async () => {
      expect((await askGateway(gateway.url, PATHS)).data).toEqual(AFTER);
    }, 10_000);
  });
});
