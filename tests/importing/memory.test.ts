import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { writeJsonLines, writeWordpressExport } from '../../bench/archive.js';
import { houseReading } from '../../src/database/reading.js';
import { openSource } from '../../src/importing/detect.js';
import { importRecords } from '../../src/importing/import-source.js';
import type { SourceRecord } from '../../src/publishing/entry.js';
import { Publisher } from '../../src/publishing/publisher.js';
import { createStores } from '../../src/stores.js';
import { publishingDatabase } from '../support/publishing.js';

/** Articles at which the heap is looked at. */
const LOOKS = [450, 1350] as const;
const ARTICLES = 1400;
/**
 * Of what is held more, for each article between the looks. Code that is compiled meanwhile is some
 * 2000, and nothing from the 2,000th on; an article that were held is more than 6000.
 */
const MOST_BYTES = 4000;

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Bytes of the heap that are in use when nothing is left to be collected. */
function heapInUse(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Hands records on, and notes how much is held after so many. */
async function* watched(
  records: AsyncIterable<SourceRecord>,
  found: number[],
): AsyncGenerator<SourceRecord> {
  let articles = 0;
  for await (const record of records) {
    if (record.kind === 'ARTICLE') articles += 1;
    const isLook = articles === LOOKS[0] || articles === LOOKS[1];
    if (record.kind === 'ARTICLE' && isLook) found.push(heapInUse());
    yield record;
  }
}

describe('importRecords', () => {
  it.each([
    ['a WordPress export', writeWordpressExport],
    ['JSON Lines', writeJsonLines],
  ])('holds nothing of what it has taken: %s', async (_fact, write) => {
    const folder = await mkdtemp(join(tmpdir(), 'broadsheet-test-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const path = join(folder, 'archive');
    await write(path, { articles: ARTICLES, words: 700 });
    const source = await openSource(path);
    const publisher = new Publisher(
      createStores(await publishingDatabase()),
      houseReading(new Date()),
    );
    const found: number[] = [];
    await importRecords(watched(source.records, found), publisher, () => {});
    const [first = 0, last = 0] = found;
    expect(found).toHaveLength(2);
    expect((last - first) / (LOOKS[1] - LOOKS[0])).toBeLessThan(MOST_BYTES);
  });
});
