import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type CliProcess, startCli, temporaryFolder } from '../support/cli-process.js';
import { askGateway, startGateway } from '../support/gateway-process.js';
import { contentAfter, contentIn } from '../support/import-here.js';
import { longExport } from '../support/long-export.js';
import { importPrinted } from '../support/printed.js';

vi.setConfig({ testTimeout: 90_000 });

/** `npm run soak` also tests an orderly end; the suite tests that with an attached gateway. */
const ENDINGS = process.env.SOAK
  ? // A gateway that is asked to stop takes a second or two, and the import must still be running.
    ([
      ['SIGKILL', 130],
      ['SIGTERM', 1_000],
    ] as const)
  : ([['SIGKILL', 130]] as const);

/** One batch, and the beginning of a second. */
const POSTS = 130;

let folder: string;
let path: string;
let undisturbed: Awaited<ReturnType<typeof contentAfter>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'broadsheet-test-'));
  path = await longExport(folder, POSTS);
  undisturbed = await contentAfter(path);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Waits until readers of a gateway see so many articles. */
async function seen(url: string, atLeast: number): Promise<void> {
  for (;;) {
    const { data } = await askGateway(url, '{ site { articleCount } }');
    if (data.site.articleCount >= atLeast) return;
    await sleep(30);
  }
}

/** What became of an import: its exit code and the counts of its account. */
async function accountOf({ ended }: Pick<CliProcess, 'ended'>) {
  const { code, stdout, stderr } = await ended;
  if (code !== 0) return { code, stderr };
  const { read, created, failed } = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
  return { code, read, created, failed };
}

const ALL_CREATED = { code: 0, read: POSTS, created: POSTS, failed: 0 };

describe('two imports into one folder', () => {
  it('run one after the other, though the first runs the engine and ends with it', async () => {
    const settings = { BROADSHEET_DATA: await temporaryFolder() };
    const both = [0, 1].map(() => accountOf(startCli(['import', path, '--json'], settings)));
    const [one, other] = await Promise.all(both);
    expect([one?.code, other?.code, (one?.created ?? 0) + (other?.created ?? 0)]).toEqual([
      ...[0, 0, POSTS],
    ]);
    expect(await contentIn(settings.BROADSHEET_DATA)).toEqual(undisturbed);
  });
});

describe('an import into a folder that a gateway serves', () => {
  it('attaches to its engine, and readers see what comes in', async () => {
    const settings = { BROADSHEET_DATA: await temporaryFolder(), BROADSHEET_DEMO: 'off' };
    const gateway = await startGateway(settings);
    const account = accountOf(startCli(['import', path, '--json'], settings));
    await seen(gateway.url, 1);
    expect(await account).toEqual(ALL_CREATED);
    const { data } = await askGateway(
      gateway.url,
      '{ articles(first: 1) { totalCount nodes { slug relatedPosts(first: 1) { nodes { slug } } } } }',
    );
    expect(data.articles).toEqual({
      totalCount: POSTS,
      nodes: [{ slug: `post-${POSTS}`, relatedPosts: { nodes: [{ slug: expect.any(String) }] } }],
    });
    expect(await gateway.stop()).toBe(0);
  });

  it.each(ENDINGS)(
    'stops when the gateway ends by %s, and the same command again continues it',
    async (signal, posts) => {
      const settings = { BROADSHEET_DATA: await temporaryFolder(), BROADSHEET_DEMO: 'off' };
      const gateway = await startGateway(settings);
      const archive = posts === POSTS ? path : await longExport(await temporaryFolder(), posts);
      const running = startCli(['import', archive, '--json'], settings);
      await seen(gateway.url, 1);
      gateway.process.kill(signal);
      expect(await running.ended).toEqual({
        code: 69,
        stdout: '',
        stderr: `The process that ran the database in ${settings.BROADSHEET_DATA} has stopped. What was written is kept. Run the same command again to continue.\n`,
      });
      await gateway.stop();
      const again = await accountOf({ ended: importPrinted(settings, archive, { json: true }) });
      expect(again).toMatchObject({ code: 0, read: posts, failed: 0 });
      if (posts === POSTS) expect(await contentIn(settings.BROADSHEET_DATA)).toEqual(undisturbed);
    },
  );
});
