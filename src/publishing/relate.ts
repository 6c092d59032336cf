import { setTimeout as sleep } from 'node:timers/promises';
import type { Reading } from '../database/reading.js';
import type { RelatedDocument } from '../editorial/article/article.document.js';
import { candidateOf, rarity, relativesAmong } from '../editorial/related/related.score.js';
import type { SignalDocument } from '../editorial/related/signal.document.js';
import type { Stores } from '../stores.js';

/** Articles related in one round. */
const ROUND = 50;

/** Candidates that one key brings: the newest that carry it. */
const CANDIDATES_PER_KEY = 40;

/** A key that more articles carry than this is counted no further: it tells little. */
const COUNTED_AT_MOST = 500;

/** Milliseconds to let another process go first that relates the same articles. */
const LONGEST_STEP_ASIDE = 50;

/** Candidates of a changed article that are related anew as well. */
const NEIGHBOURS_AT_MOST = 22;

/**
 * Finds the relatives of all articles that wait for it, and tells how many there were.
 *
 * What waits is marked in the database before a card is written, so a crash loses nothing: the next
 * call takes it up. A changed article also brings its best candidates to be related anew, unless
 * they were since it changed: after an import of everything, that is nobody. The work for one
 * article is bounded by its number of keys, however many articles there are.
 */
export async function relateWaiting(stores: Stores, reading: Reading): Promise<number> {
  const rarities = new Rarities(stores, reading, await stores.signal.countAll());
  let done = 0;
  for (;;) {
    const waiting = await stores.signal.findStale(reading, ROUND);
    if (waiting.length === 0) return done;
    await relateRound(stores, reading, waiting, rarities);
    done += waiting.length;
  }
}

async function relateRound(
  stores: Stores,
  reading: Reading,
  waiting: readonly SignalDocument[],
  rarities: Rarities,
): Promise<void> {
  const begun = new Date();
  const keys = [...new Set(waiting.flatMap((signal) => signal.keys))];
  const newest = await stores.signal.findNewest(reading, keys, CANDIDATES_PER_KEY);
  await rarities.learn(keys, newest);
  const idsByKey = new Map(keys.map((key, index) => [key, newest[index] ?? []]));
  const signals = await stores.signal.findByIds(reading, [...new Set(newest.flat())]);
  const byId = new Map(signals.map((signal) => [signal._id, candidateOf(signal)]));
  const related = new Map<string, readonly RelatedDocument[]>();
  const neighbours = new Set<string>();
  const changedAt = latest(waiting.map((signal) => signal.changedAt));
  for (const signal of waiting) {
    const ids = new Set(signal.keys.flatMap((key) => idsByKey.get(key) ?? []));
    const candidates = [...ids].flatMap((id) => byId.get(id) ?? []);
    const relatives = relativesAmong(signal, candidates, (key) => rarities.of(key));
    related.set(signal._id, relatives);
    if (signal.staleness !== 'CHANGED') continue;
    for (const { articleId } of relatives.slice(0, NEIGHBOURS_AT_MOST)) neighbours.add(articleId);
  }
  await stores.signal.markNeighbours([...neighbours], changedAt);
  await stores.article.setRelated(related);
  if (await stores.signal.settle(waiting, begun)) return;
  // Another process relates them too, and may know more: its lists may just have been overwritten.
  await stores.signal.markChanged([...related.keys()]);
  await sleep(Math.random() * LONGEST_STEP_ASIDE);
}

function latest(moments: readonly Date[]): Date {
  return new Date(Math.max(...moments.map((moment) => moment.getTime())));
}

/** How telling keys are, learned once a run. */
class Rarities {
  readonly #stores: Stores;
  readonly #reading: Reading;
  readonly #articles: number;
  readonly #known = new Map<string, number>();

  constructor(stores: Stores, reading: Reading, articles: number) {
    this.#stores = stores;
    this.#reading = reading;
    this.#articles = articles;
  }

  of(key: string): number {
    return this.#known.get(key) ?? 0;
  }

  /** Learns of keys; one that brought fewer candidates than asked for need not be counted. */
  async learn(keys: readonly string[], newest: readonly (readonly string[])[]): Promise<void> {
    for (const [index, key] of keys.entries()) {
      const found = newest[index]?.length ?? 0;
      if (found < CANDIDATES_PER_KEY) this.#known.set(key, rarity(key, this.#articles, found));
    }
    const unknown = keys.filter((key) => !this.#known.has(key));
    const counts = await this.#stores.signal.countOf(this.#reading, unknown, COUNTED_AT_MOST);
    for (const [index, key] of unknown.entries()) {
      this.#known.set(key, rarity(key, this.#articles, counts[index] ?? 0));
    }
  }
}
