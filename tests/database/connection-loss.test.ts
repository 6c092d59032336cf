import {
  MongoNetworkError,
  MongoNotConnectedError,
  MongoServerError,
  MongoTopologyClosedError,
} from 'mongodb';
import { describe, expect, it } from 'vitest';
import { mapUnavailable } from '../../src/database/connection-loss.js';
import { readerContext, systemContext } from '../../src/database/read-context.js';

const reader = readerContext(new Date(), new AbortController().signal);

const LOST = [
  new MongoNetworkError('connection 3 to 10.0.0.1:27017 closed'),
  new MongoNotConnectedError('Client must be connected'),
  new MongoTopologyClosedError(),
  new MongoServerError({ message: 'going down', code: 91 }),
  new MongoServerError({ message: 'not primary', code: 10_107 }),
  Object.assign(new Error('closed pool'), { name: 'MongoPoolClosedError' }),
] as const;

describe('answered', () => {
  it('returns what was read', async () => {
    expect(await mapUnavailable(reader, async () => 'a card')).toBe('a card');
  });

  it.each(LOST)('reports to a reader DATABASE_UNAVAILABLE instead of $name', async (error) => {
    await expect(mapUnavailable(reader, () => Promise.reject(error))).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      message: 'Expected an answer from the database, found none: try again in a moment.',
      cause: error,
    });
  });

  it.each(LOST)('rethrows $name to the system, which may retry', async (error) => {
    await expect(
      mapUnavailable(systemContext(new Date()), () => Promise.reject(error)),
    ).rejects.toBe(error);
  });

  it.each([
    new MongoServerError({ message: 'hint provided does not exist', code: 2 }),
    new TypeError('a bug'),
  ])('rethrows an error that is not a lost connection: $name', async (error) => {
    await expect(mapUnavailable(reader, () => Promise.reject(error))).rejects.toBe(error);
  });
});
