import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { systemContext } from '../../src/database/read-context.js';
import { DryRun } from '../../src/publishing/dry-run.js';
import { article } from '../support/entries.js';
import { kinds } from '../support/publishing.js';

describe('Rehearsal', () => {
  it('processes batches in the order of the calls, however slow each is', async () => {
    const waits = [50, 0];
    const findCards = async () => {
      await setTimeout(waits.shift());
      return [];
    };
    const dryRun = new DryRun(findCards, systemContext(new Date()));
    const ebb = article({ title: 'Ebb' });
    const batches = [[ebb], [{ ...ebb, html: '<p>Otherwise.</p>' }]];

    const outcomes = await Promise.all(batches.map((batch) => dryRun.publish(batch)));

    expect(outcomes.map(kinds)).toEqual([['CREATED'], ['FAILED']]);
  });
});
