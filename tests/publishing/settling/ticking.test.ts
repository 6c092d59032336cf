import { setTimeout as sleep } from 'node:timers/promises';
import { MongoClient } from 'mongodb';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { startTicking } from '../../../src/publishing/settling/ticking.js';
import { createStores } from '../../../src/stores.js';
import { fragileLine } from '../../support/fragile-line.js';
import { publishingDatabase } from '../../support/publishing.js';

describe('startTicking', () => {
  it('reports once that the database does not answer, and stops when requested', async () => {
    const db = await publishingDatabase();
    const line = await fragileLine(inject('mongodbUri'));
    const client = new MongoClient(line.uri, { serverSelectionTimeoutMS: 100 });
    onTestFinished(() => client.close());
    const onTrouble = vi.fn();
    const clock = startTicking(createStores(client.db(db.databaseName)), { onTrouble });
    await sleep(500);
    await line.close();
    await sleep(3_500);

    await clock.stop();

    expect(onTrouble).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ name: expect.stringMatching(/^Mongo/) }),
    );
  });

  it('stops within seconds while it waits for the database', async () => {
    const client = new MongoClient('mongodb://localhost:1', { serverSelectionTimeoutMS: 60_000 });
    onTestFinished(() => client.close());
    const clock = startTicking(createStores(client.db('nowhere')));
    await sleep(100);
    const begun = performance.now();

    await clock.stop();

    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
