import { describe, expect, it } from 'vitest';
import { isMeasurable, measuredImport } from '../../bench/measured.js';

/**
 * The short form of `npm run bench:scale`. At these sizes the first is over before the process has
 * grown to what it needs; what is held for each article is measured in the suite, by
 * `tests/importing/import-source.memory.test.ts`.
 */
const MOST_RATIO = 2.2;

describe.runIf(isMeasurable)('an import of six times as much', () => {
  it('takes all of it, and needs hardly more memory', async () => {
    const few = await measuredImport({ kind: 'wxr', size: 1, engine: 'outside' });
    const many = await measuredImport({ kind: 'wxr', size: 6, engine: 'outside' });
    expect([few.articles, few.failed, many.articles, many.failed]).toEqual([177, 0, 1057, 0]);
    expect(many.peakMegabytes / few.peakMegabytes).toBeLessThan(MOST_RATIO);
  });
});
