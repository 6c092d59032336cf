import { randomUUID } from 'node:crypto';
import type { ReadContext } from '../../database/read-context.js';
import type { Stores } from '../../stores.js';

/** Lists per round if each is counted by a walk of the index. */
const ROUND = 200;

/** Lists per round if all are counted by reading the lists of all cards once. */
const LARGE_ROUND = 100_000;

/** Number of cards that can be read in the time of counting one list by the index (measured). */
const CARDS_PER_LIST = 12;

/**
 * Counts all lists that are marked as stale, or only those in `among`; returns how many there were.
 *
 * Counts include what readers can see at the moment of the read context. Lists are marked as stale
 * before an article is written, so a crash loses nothing: the next call counts them. After an
 * import of a whole archive, it is cheaper to read all cards once than to count each list by the
 * index.
 */
export async function recountWaiting(
  stores: Stores,
  readContext: ReadContext,
  among?: readonly number[],
): Promise<number> {
  // All rounds count as of one moment, even if that of the read context moves on.
  const asReader: ReadContext = { ...readContext, reader: { kind: 'READER' } };
  const cards = await stores.features.countAll();
  const round = cards > LARGE_ROUND * CARDS_PER_LIST ? ROUND : LARGE_ROUND;
  const counter = randomUUID();
  let done = 0;
  for (;;) {
    const waiting = await stores.listCount.beginCount(readContext, counter, round, among);
    if (waiting.length === 0) return done;
    const isMany = waiting.length * CARDS_PER_LIST > cards;
    const counts = isMany
      ? await countedInCards(stores, asReader, waiting)
      : await countedByIndex(stores, asReader, waiting);
    await stores.listCount.keep(counter, counts, asReader.asOf);
    done += waiting.length;
  }
}

async function countedByIndex(
  stores: Stores,
  asReader: ReadContext,
  waiting: readonly number[],
): Promise<Map<number, number>> {
  const counts = new Map<number, number>();
  for (let start = 0; start < waiting.length; start += ROUND) {
    const keys = waiting.slice(start, start + ROUND);
    const found = await stores.article.count(
      asReader,
      keys.map((key) => ({ keys: [key] })),
    );
    for (const [index, key] of keys.entries()) counts.set(key, found[index] ?? 0);
  }
  return counts;
}

async function countedInCards(
  stores: Stores,
  asReader: ReadContext,
  waiting: readonly number[],
): Promise<Map<number, number>> {
  const counts = new Map(waiting.map((key) => [key, 0]));
  for await (const lists of stores.article.listsOfAll(asReader)) {
    for (const key of lists) {
      const count = counts.get(key);
      if (count !== undefined) counts.set(key, count + 1);
    }
  }
  return counts;
}
