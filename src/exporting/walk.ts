import { steadily } from '../database/steadily.js';

/** Documents read at once. */
const STRETCH = 100;

/** All documents in the order of their ids, in stretches; `next` reads those behind an id. */
export async function* inStretches<T extends { readonly _id: string }>(
  next: (id: string, limit: number) => Promise<T[]>,
): AsyncGenerator<readonly T[]> {
  let last = '';
  for (;;) {
    const from = last;
    const found = await steadily(() => next(from, STRETCH));
    const end = found.at(-1);
    if (end === undefined) return;
    yield found;
    last = end._id;
  }
}
