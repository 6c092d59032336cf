import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/cli-process.js';
import { askGateway, startGateway } from '../support/gateway-process.js';
import { importPrinted } from '../support/printed.js';

const TITLES = '{ articles(first: 9) { nodes { title } } }';

describe('a copy of the data folder of a running gateway', () => {
  it('is served and imported into for itself, and the original does not change', async () => {
    const folder = await temporaryFolder();
    const [data, copy] = [join(folder, 'data'), join(folder, 'copy')];
    const settings = { BROADSHEET_DATA: data, BROADSHEET_DEMO: 'off' };
    const gateway = await startGateway(settings);
    await importPrinted(settings, await lineOf(folder, 'Ebb'));
    await cp(data, copy, { recursive: true, preserveTimestamps: true });

    const ofCopy = { ...settings, BROADSHEET_DATA: copy };
    const served = await startGateway(ofCopy);
    const imported = await importPrinted(ofCopy, await lineOf(folder, 'Flood'));
    const answers = [await askGateway(gateway.url, TITLES), await askGateway(served.url, TITLES)];
    await Promise.all([gateway.stop(), served.stop()]);

    expect(imported).toMatchObject({ code: 0, stderr: '' });
    expect(answers).toMatchObject([
      { data: { articles: { nodes: [{ title: 'Ebb' }] } } },
      { data: { articles: { nodes: [{ title: 'Flood' }, { title: 'Ebb' }] } } },
    ]);
  });
});

/** A file with one article in JSON Lines; `Flood` is the later one. */
async function lineOf(folder: string, title: string): Promise<string> {
  const path = join(folder, `${title}.jsonl`);
  const publishedAt = title === 'Flood' ? '2024-05-02T00:00:00Z' : '2024-05-01T00:00:00Z';
  const line = { kind: 'article', id: title, title, html: '<p>Text.</p>', publishedAt };
  await writeFile(path, `${JSON.stringify(line)}\n`);
  return path;
}
