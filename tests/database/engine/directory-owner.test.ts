import { chmod, chown, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { beforeEach, describe, expect, it } from 'vitest';

import { ownershipMessage, type User } from '../../../src/database/engine/directory-owner.js';
import { type Finished, runCli, runCliAs } from '../../support/cli-process.js';
import { startChild } from './engine-child.js';
import { engineHome } from './engine-home.js';

const home = engineHome();

const ada: User = { id: 1000, name: 'ada' };
const bo: User = { id: 1001, name: 'bo' };

describe('ownershipMessage', () => {
  it('names the owner of the directory, the current user, and what to do', () => {
    const message = ownershipMessage({ directory: '/srv/data', owner: ada, self: bo });
    expect(message).toBe(
      'The data directory /srv/data belongs to user ada (id 1000), and this process runs as user bo (id 1001). ' +
        'Run the same command as user ada (id 1000), or set BROADSHEET_DATA to another directory. ' +
        'Set MONGODB_URI to a MongoDB server; `docker compose up -d` starts one at mongodb://localhost:27017.',
    );
  });

  it("names another user's file in a directory of this user, and how to take it over", () => {
    const root = { id: 0, name: 'root' };
    const file = 'WiredTiger.turtle';
    const message = ownershipMessage({ directory: '/srv/data', owner: root, self: ada, file });
    expect(message).toContain(
      'The data directory /srv/data holds files of user root (id 0), such as WiredTiger.turtle, and this process runs as user ada (id 1000). ' +
        "Run the same command as user root (id 0), or give the files to this user, as root: chown -R 1000 '/srv/data'. ",
    );
  });

  it('shows only the id of a user without a name', () => {
    const nameless = { id: 4321, name: null };
    const message = ownershipMessage({ directory: '/srv/data', owner: nameless, self: bo });
    expect(message).toContain('belongs to the user with the id 4321, and this process');
  });
});

const NOBODY = 65_534;

describe.runIf(process.getuid?.() === 0)("another user's data directory", () => {
  beforeEach(() => Promise.all([chmod(home.path, 0o777), chmod(home.directory, 0o777)]));

  it('is refused to root with the name of its owner, and its files are not changed', async () => {
    await chown(home.directory, NOBODY, NOBODY);
    expect(await importAs(NOBODY)).toMatchObject({ code: 0 });
    const before = await ownersIn(home.directory);

    const finished = await runCli(['export'], { BROADSHEET_DATA: home.directory });

    expect(finished).toMatchObject({ code: 1, stdout: '' });
    expect(finished.stderr).toMatch(
      /belongs to user nobody \(id 65534\), .* as user root \(id 0\)/,
    );
    expect(await ownersIn(home.directory)).toEqual(before);
  });

  it('is refused with the name of its owner while an engine runs in it', async () => {
    await (await startChild()).ask('open', home.directory);
    const closed = await importAs(NOBODY);
    await chmod(home.directory, 0o755);
    const open = await importAs(NOBODY);

    for (const { code, stderr } of [closed, open]) {
      expect([code, stderr]).toEqual([1, expect.stringMatching(/belongs to user root \(id 0\)/)]);
    }
  });

  it('is refused with the name of the owner if only files in it belong to another user', async () => {
    await chown(home.directory, NOBODY, NOBODY);
    expect(await importAs(NOBODY)).toMatchObject({ code: 0 });
    await chown(join(home.directory, 'WiredTiger.turtle'), 0, 0);

    const { code, stderr } = await importAs(NOBODY);

    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/holds files of user root \(id 0\), such as WiredTiger.turtle/),
    ]);
  });

  it('may be used by root while it is empty, as by a container with a mounted folder', async () => {
    await chown(home.directory, NOBODY, NOBODY);
    const child = await startChild();

    expect(await child.ask('open', home.directory)).toMatchObject({ isOwner: true });
  });
});

/** Imports one article as another user. */
async function importAs(uid: number): Promise<Finished> {
  const path = join(home.path, 'tides.jsonl');
  await writeFile(path, '{"kind":"article","id":"tides","title":"Tides","html":"Text."}\n');
  return runCliAs(uid, ['import', path], { BROADSHEET_DATA: home.directory, HOME: home.path });
}

async function ownersIn(directory: string): Promise<number[]> {
  const names = await readdir(directory);
  return Promise.all(names.map(async (name) => (await stat(join(directory, name))).uid));
}
