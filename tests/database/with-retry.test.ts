import { MongoNetworkError } from 'mongodb';
import { describe, expect, it, onTestFinished } from 'vitest';
import { setPatience, withRetry } from '../../src/database/with-retry.js';

describe('setPatience', () => {
  it('is how long lost connections are tried again, as BROADSHEET_RETRY_SECONDS says', async () => {
    onTestFinished(() => setPatience(60_000));
    setPatience(1_000);
    const begun = performance.now();

    await expect(
      withRetry(() => Promise.reject(new MongoNetworkError('closed'))),
    ).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: expect.stringContaining('within 1 seconds'),
    });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});
