import { MongoServerError } from 'mongodb';
import { hasCode } from './collections.js';

/** Slugs to try one after the other: the wished one, then with a number behind it. */
export function* slugCandidates(...wished: readonly string[]): Generator<string> {
  yield* wished;
  const last = wished.at(-1) ?? 'untitled';
  for (let number = 2; number < MOST_ATTEMPTS; number += 1) yield `${last}-${number}`;
}

const MOST_ATTEMPTS = 10_000;

/**
 * Inserts a document under the first slug that nobody has; one with its `_id` stays as it is.
 *
 * `insert` is one `insertOne` with the slug that it is given. The unique index decides, so two
 * processes that claim one slug at once get two.
 */
export async function insertWithFreeSlug(
  slugs: Iterable<string>,
  insert: (slug: string) => Promise<unknown>,
): Promise<void> {
  for (const slug of slugs) {
    try {
      await insert(slug);
      return;
    } catch (error) {
      if (!hasCode(error, DUPLICATE_KEY)) throw error;
      if (!concernsIndexOn(error, 'slug')) return;
    }
  }
  throw new Error('Every slug that was tried is taken');
}

/** The code of MongoDB's answer to a value that a unique index already holds. */
export const DUPLICATE_KEY = 11_000;

/** Whether a duplicate-key error comes from the index on a field. */
function concernsIndexOn(error: unknown, field: string): boolean {
  if (!(error instanceof MongoServerError)) return false;
  const pattern: unknown = error.keyPattern;
  return typeof pattern === 'object' && pattern !== null && field in pattern;
}
