import { withRetry } from '../database/with-retry.js';

/** Number of documents per read. */
const STRETCH = 100;

/** All documents in the order of their ids, in batches; `next` reads the documents after an id. */
export async function* inStretches<T extends { readonly _id: string }>(
  next: (id: string, limit: number) => Promise<T[]>,
): AsyncGenerator<readonly T[]> {
  let last = '';
  for (;;) {
    const from = last;
    const found = await withRetry(() => next(from, STRETCH));
    const end = found.at(-1);
    if (end === undefined) return;
    yield found;
    last = end._id;
  }
}
