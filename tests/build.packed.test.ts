import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startNpm, temporaryFolder } from './support/cli-process.js';
import { askGateway, startGateway } from './support/gateway-process.js';

vi.setConfig({ testTimeout: 120_000 });

const run = promisify(execFile);
const ROOT = new URL('../', import.meta.url).pathname;
const COUNT = '{ site { name articleCount } }';

/** Unpacks what `npm pack` makes of this build, and answers with its folder and its files. */
async function unpacked() {
  const folder = await temporaryFolder();
  const pack = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { stdout } = await run('npm', pack, { cwd: ROOT });
  const [{ filename, files }] = JSON.parse(stdout);
  await run('tar', ['-xzf', filename], { cwd: folder });
  const paths: string[] = files.map(({ path }: { readonly path: string }) => path);
  return { folder: join(folder, 'package'), paths };
}

/** Links what `npm install --omit=dev` would install; no registry is asked. */
async function linkProductionPackages(folder: string): Promise<void> {
  const { packages } = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  for (const [path, { dev, devOptional }] of Object.entries<Record<string, unknown>>(packages)) {
    if (!/^node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path) || dev || devOptional) continue;
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await symlink(join(ROOT, path), join(folder, path));
  }
}

describe('npm pack', () => {
  it('makes a package that serves without TypeScript and the other tools of development', async () => {
    const { folder, paths } = await unpacked();
    await linkProductionPackages(folder);
    expect(await readdir(join(folder, 'node_modules'))).not.toContain('typescript');

    const gateway = await startGateway({}, join(folder, 'dist/cli.js'));
    onTestFinished(async () => void (await gateway.stop()));
    const page = await fetch(gateway.url, { headers: { accept: 'text/html' } });

    expect((await askGateway(gateway.url, COUNT)).data.site.name).toBe('The Tidewater Review');
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('graphiql')]);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/cli.js', 'package.json', 'LICENSE', 'NOTICE.md']),
    );
    expect(paths.filter((path) => /^(?:src|tests)\/|tsbuildinfo/.test(path))).toEqual([]);
  });

  it('has a prepare that succeeds where there is no TypeScript, as in npm ci --omit=dev', async () => {
    const folder = await temporaryFolder();
    await cp(join(ROOT, 'package.json'), join(folder, 'package.json'));

    await expect(run('npm', ['run', 'prepare'], { cwd: folder })).resolves.toBeDefined();
  });
});

/** Every file below a folder, and when it was last written. */
async function timesBelow(folder: string): Promise<Map<string, number>> {
  const entries = await readdir(folder, { recursive: true });
  const times = await Promise.all(entries.map(async (entry) => stat(join(folder, entry))));
  return new Map(entries.map((entry, index) => [entry, times[index]?.mtimeMs ?? 0]));
}

describe('npm start', () => {
  it('writes nothing into the folder of an up-to-date build', async () => {
    const folder = await temporaryFolder();
    const parts = ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'src', 'demo', 'dist'];
    for (const part of parts) {
      await cp(join(ROOT, part), join(folder, part), { recursive: true, preserveTimestamps: true });
    }
    await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const before = await timesBelow(join(folder, 'dist'));

    const data = await temporaryFolder();
    const settings = { PORT: '0', BROADSHEET_DATA: data, BROADSHEET_DEMO: 'off' };
    const npm = startNpm(['start'], folder, settings);
    await vi.waitFor(() => expect(npm.stdout()).toMatch(/is ready at/), 60_000);
    npm.process.kill('SIGTERM');

    expect(await npm.ended).toMatchObject({ code: 0 });
    expect(await timesBelow(join(folder, 'dist'))).toEqual(before);
    expect((await readdir(folder)).sort()).toEqual([...parts, 'node_modules'].sort());
  });
});
