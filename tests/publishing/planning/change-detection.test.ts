import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSource } from '../../../src/importing/detect.js';
import { importRecords } from '../../../src/importing/import-source.js';
import type { ArticleEntry } from '../../../src/publishing/entry.js';
import { hashOf } from '../../../src/publishing/planning/change-detection.js';
import { Publisher } from '../../../src/publishing/publisher.js';
import { exportOf, importExport } from '../../exporting/exports.js';
import { temporaryFolder } from '../../support/cli-process.js';
import { article } from '../../support/entries.js';
import { asWriter, publishingDatabase } from '../../support/publishing.js';
import { type Stage, stage } from '../../support/stage.js';

const MOMENT = new Date('2024-07-01T08:00:00Z');
const BEFORE = new Date('2024-06-30T08:00:00Z');
const AFTER = new Date('2024-07-02T08:00:00Z');

const MARKDOWN = `---\ntitle: Surge\ndate: ${MOMENT.toISOString()}\n---\nText.\n`;

const FEED = `<rss version="2.0"><channel><title>Tides</title><link>https://tides.example/</link>
<item><title>Surge</title><link>https://tides.example/surge</link><guid>surge</guid>
<pubDate>${MOMENT.toUTCString()}</pubDate><description>Text.</description></item></channel></rss>`;

const JSON_FEED = JSON.stringify({
  ...{ version: 'https://jsonfeed.org/version/1.1', title: 'Tides' },
  items: [{ id: 'surge', title: 'Surge', content_html: 'Text.', date_published: MOMENT }],
});

const JSON_LINE = JSON.stringify({
  ...{ kind: 'article', id: 'surge', title: 'Surge', html: 'Text.', publishedAt: MOMENT },
});

const FILES: readonly (readonly [name: string, content: string])[] = [
  ['surge.md', MARKDOWN],
  ['feed.xml', FEED],
  ['feed.json', JSON_FEED],
  ['articles.jsonl', `${JSON_LINE}\n`],
];

describe('hashOf', () => {
  const published = article({ title: 'Surge', publishedAt: MOMENT });
  const variant = (change: Partial<ArticleEntry>) => hashOf({ ...published, ...change });

  it('is the same for SCHEDULED and PUBLISHED with the same date', () => {
    expect(variant({ status: 'SCHEDULED' })).toBe(hashOf(published));
  });

  it('differs for another date, for a draft and for an archived article', () => {
    const others = [
      variant({ publishedAt: AFTER, status: 'SCHEDULED' }),
      variant({ status: 'DRAFT' }),
      variant({ status: 'ARCHIVED' }),
    ];
    expect(new Set([hashOf(published), ...others]).size).toBe(4);
  });

  it('differs for SCHEDULED and PUBLISHED without a date, because SCHEDULED is then rejected', () => {
    const { publishedAt: _, ...undated } = published;
    expect(hashOf({ ...undated, status: 'SCHEDULED' })).not.toBe(hashOf(undated));
  });
});

describe('a file with a scheduled article, imported again after the publication date', () => {
  it.each(FILES)('is unchanged: %s', async (name, content) => {
    const { stores } = await stage();
    const path = join(await temporaryFolder(), name);
    await writeFile(path, content);
    const accounts = [];
    for (const now of [BEFORE, AFTER]) accounts.push(await importAt(stores, path, now));
    expect(accounts).toMatchObject([
      { created: 1, failed: 0 },
      { created: 0, updated: 0, unchanged: 1, failed: 0 },
    ]);
  });

  it('leaves an article that readers see as PUBLISHED from its publication date on', async () => {
    const { stores, ask, setNow } = await stage();
    const path = join(await temporaryFolder(), 'surge.md');
    await writeFile(path, MARKDOWN);
    for (const now of [BEFORE, AFTER]) await importAt(stores, path, now);
    const seen = [];
    for (const now of [BEFORE, MOMENT, AFTER]) {
      setNow(now);
      seen.push((await ask('{ articles(first: 9) { nodes { title status } } }')).data.articles);
    }
    const shown = { nodes: [{ title: 'Surge', status: 'PUBLISHED' }] };
    expect(seen).toEqual([{ nodes: [] }, shown, shown]);
  });

  it('leaves an article whose export is the same after a round trip', async () => {
    const { db, stores } = await stage();
    const path = join(await temporaryFolder(), 'surge.md');
    await writeFile(path, MARKDOWN);
    for (const now of [BEFORE, AFTER]) await importAt(stores, path, now);
    const { text } = await exportOf(db);
    const copy = await publishingDatabase();
    await importExport(text, copy);
    expect((await exportOf(copy)).text).toBe(text);
    const again = JSON.parse((await importExport(text, copy)).toJsonLine());
    expect(again).toMatchObject({ unchanged: 1, updated: 0 });
  });
});

/** Imports a source as of a moment; returns the counts of the import report. */
async function importAt(stores: Stage['stores'], path: string, now: Date) {
  const source = await openSource(path, { now });
  const account = await asWriter(stores, (writer) =>
    importRecords(source.records, new Publisher(stores, writer, now), () => {}),
  );
  return JSON.parse(account.toJsonLine());
}
