import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { markdownSource } from '../../../src/importing/sources/markdown.js';
import { collect, ofKind, temporaryFile } from '../records.js';

const ARTICLE = '---\ntitle: A\ndate: 2024-05-01\n---\nText.\n';
const recordsOf = (path: string) =>
  collect(markdownSource({ path, now: new Date('2024-06-01T00:00:00Z') }));

describe('markdownSource, of a folder with symbolic links to other folders', () => {
  it.each(['authors.yml', 'topics.yaml', 'site.yml'])('does not read %s', async (name) => {
    const secret = await temporaryFile('secret.yml', 'password: hunter2\n');
    const folder = dirname(await temporaryFile('a.md', ARTICLE));
    await symlink(secret, join(folder, name));
    const records = await recordsOf(folder);
    expect(JSON.stringify(records)).not.toContain('hunter2');
    expect(ofKind(records, 'FAILED')).toMatchObject([
      { place: name, reason: expect.stringContaining('found a symbolic link') },
    ]);
    expect(ofKind(records, 'ARTICLE')).toHaveLength(1);
  });

  it('does not read a register in a folder that is a link', async () => {
    const secret = await temporaryFile('authors.yml', 'password: hunter2\n');
    const folder = dirname(await temporaryFile('a.md', ARTICLE));
    await symlink(dirname(secret), join(folder, 'data'));
    expect(JSON.stringify(await recordsOf(folder))).not.toContain('hunter2');
  });

  it('does not read a configuration', async () => {
    const secret = await temporaryFile('_config.yml', 'permalink: /hunter2/:title/\n');
    const folder = dirname(await temporaryFile('2024-05-01-a.md', ARTICLE));
    await mkdir(join(folder, '_posts'));
    await writeFile(join(folder, '_posts/2024-05-01-b.md'), ARTICLE);
    await symlink(secret, join(folder, '_config.yml'));
    expect(JSON.stringify(await recordsOf(folder))).not.toContain('hunter2');
  });

  it('reports a register that is too large', async () => {
    const path = await temporaryFile('authors.yml', `bo: ${'a'.repeat(2_000_000)}\n`);
    expect(ofKind(await recordsOf(dirname(path)), 'FAILED')).toMatchObject([
      { place: 'authors.yml', reason: 'expected at most 2000000 bytes, found 2000005' },
    ]);
  });
});
