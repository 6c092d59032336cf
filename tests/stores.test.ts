import { describe, expect, it } from 'vitest';
import { ensureAllCollections, updateExistingCollections } from '../src/stores.js';
import { dropLater, testDatabase } from './support/database.js';

describe('a database of an earlier version', () => {
  it.each([
    ['ensureAllCollections', ensureAllCollections],
    ['updateExistingCollections', updateExistingCollections],
  ])('is refused by %s with a sentence that says what to do', async (_name, prepare) => {
    const { db } = testDatabase();
    dropLater(db);
    for (const name of ['articles', 'bodies', 'settings', 'signals']) {
      await db.createCollection(name);
    }
    await expect(prepare(db)).rejects.toMatchObject({
      name: 'StartError',
      exitCode: 1,
      message: expect.stringMatching(/^Expected a database of this version, .*import your archive/),
    });
    expect(
      await db
        .collection('leases')
        .indexes()
        .catch(() => 'none'),
    ).toBe('none');
  });
});
