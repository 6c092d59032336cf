import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeJsonLines, writeWordpressExport } from '../../bench/archive.js';
import { openSource } from '../../src/importing/detect.js';
import { importRecords } from '../../src/importing/import-source.js';
import type { SourceRecord } from '../../src/publishing/entry.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { createStores } from '../../src/stores.js';
import { heapInUse } from '../support/heap.js';
import { asWriter, publishingDatabase } from '../support/publishing.js';

/**
 * Numbers of articles at which the heap is measured, early and late. The smallest of three values
 * counts, because the number of batches in progress varies.
 */
const EARLY = [850, 900, 950];
const LATE = [1700, 1750, 1800];
const LOOKS = new Set([...EARLY, ...LATE]);
const ARTICLES = 1850;
/**
 * Additional bytes held per article between the measurements. Code compiled meanwhile is about
 * 2000, and nothing from the 1,300th on; an article that was kept would be more than 6000.
 */
const MOST_BYTES = 4000;

/** Yields records, and measures the heap after given numbers of them. */
async function* watched(
  records: AsyncIterable<SourceRecord>,
  found: number[],
): AsyncGenerator<SourceRecord> {
  let articles = 0;
  for await (const record of records) {
    if (record.kind === 'ARTICLE') articles += 1;
    if (record.kind === 'ARTICLE' && LOOKS.has(articles)) found.push(heapInUse());
    yield record;
  }
}

describe('importRecords', () => {
  it.each([
    ['a WordPress export', writeWordpressExport],
    // For `npm run soak`, where `import.scale.soak.test.ts` measures memory as well.
    ...(process.env.SOAK ? [['JSON Lines', writeJsonLines] as const] : []),
  ] as const)('keeps nothing of the imported articles in memory: %s', async (_fact, write) => {
    const folder = await mkdtemp(join(tmpdir(), 'broadsheet-test-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'archive');
    await write(path, { articles: ARTICLES, words: 700 });
    const source = await openSource(path);
    const stores = createStores(await publishingDatabase());
    const found: number[] = [];
    await asWriter(stores, (writer) => {
      const publisher = new Publisher(stores, writer, new Date());
      return importRecords(watched(source.records, found), publisher, () => {});
    });
    expect(found).toHaveLength(LOOKS.size);
    const held = Math.min(...found.slice(EARLY.length)) - Math.min(...found.slice(0, EARLY.length));
    expect(held / ((LATE[0] ?? 0) - (EARLY[0] ?? 0))).toBeLessThan(MOST_BYTES);
  });
});
