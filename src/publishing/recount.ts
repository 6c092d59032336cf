import type { Reading } from '../database/reading.js';
import type { Stores } from '../stores.js';

/** Lists counted in one round. */
const ROUND = 200;

/**
 * Counts anew all lists that an article has entered or left, and tells how many there were.
 *
 * Counted as a reader sees them, as of the reading's moment. Lists were marked before the article
 * was written, so a crash loses nothing: the next call takes it up.
 */
export async function recountWaiting(stores: Stores, reading: Reading): Promise<number> {
  const asReader: Reading = { ...reading, reader: { kind: 'READER' } };
  let done = 0;
  for (;;) {
    const waiting = await stores.listCount.findStale(reading, ROUND);
    if (waiting.length === 0) return done;
    const counts = await stores.article.count(
      asReader,
      waiting.map((list) => ({ keys: [list._id] })),
    );
    await stores.listCount.keep(
      waiting.map((list, index) => ({ list, count: counts[index] ?? 0 })),
    );
    done += waiting.length;
  }
}
