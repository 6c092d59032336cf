import type { Reading } from '../../database/reading.js';
import { type OwnKey, ownKeysOf } from '../../editorial/related/related.score.js';
import {
  type Candidate,
  type CandidateQuery,
  SignalTable,
} from '../../editorial/related/related.table.js';
import type { SignalDocument } from '../../editorial/related/signal.document.js';
import type { CandidateSignals, PublicationPeriod } from '../../editorial/related/signal.store.js';
import type { Stores } from '../../stores.js';

/** What relatives are looked for in. */
export interface Archive {
  /** How many articles there are in all. */
  readonly articles: number;
  /** Those that may be relatives. */
  readonly table: SignalTable;
  /** How many articles carry a key, counted no further than `COUNTED_AT_MOST`. */
  readonly countOf: (key: number) => number;
}

/** All articles, or those of one stretch of time, and which of them wait for their relatives. */
export interface WholeArchive {
  readonly archive: Archive;
  readonly stale: readonly string[];
  /** When they began to be read. */
  readonly begun: Date;
}

/** A key that more articles carry than this is counted no further: it tells little. */
const COUNTED_AT_MOST = 5_000;

/** Articles that the most telling keys may bring together: the budget of one article. */
const CANDIDATES_AT_MOST = 400;

/** With fewer than this, the newest articles of keys that are too common come in as well. */
const CANDIDATES_AT_LEAST = 60;

/** Articles that a common key brings: the newest that carry it. */
const NEWEST_PER_KEY = 40;

/** Common keys that bring some. */
const COMMON_KEYS = 3;

/** Articles held in memory at once; of more, those that lie nearest in time are compared. */
const HELD_AT_MOST = 100_000;

/**
 * By which keys an article looks for relatives: the most telling first, as long as all that carry
 * them are no more than the budget.
 */
function queryOf(own: readonly OwnKey[]): CandidateQuery {
  const all: number[] = [];
  const common: number[] = [];
  let budget = CANDIDATES_AT_MOST;
  for (const { key, telling, count } of own) {
    if (telling === 0 || count === 0) continue;
    if (count <= budget) {
      all.push(key);
      budget -= count;
    } else common.push(key);
  }
  const isEnough = CANDIDATES_AT_MOST - budget >= CANDIDATES_AT_LEAST;
  const newest = isEnough ? [] : common.slice(0, COMMON_KEYS);
  return { all, newest, newestPerKey: NEWEST_PER_KEY };
}

/** The articles that may be relatives of one with these keys. */
export function candidatesFor(own: readonly OwnKey[], table: SignalTable): Candidate[] {
  return table.find(queryOf(own));
}

/**
 * What stands around a few articles, looked up by index: documents examined are bounded, however
 * many articles there are.
 */
export async function archiveAround(
  stores: Stores,
  reading: Reading,
  waiting: readonly SignalDocument[],
  articles: number,
): Promise<Archive> {
  const keys = [...new Set(waiting.flatMap((signal) => signal.keys))];
  const found = await stores.signal.countOf(reading, keys, COUNTED_AT_MOST);
  const counts = new Map(keys.map((key, index) => [key, found[index] ?? 0]));
  const countOf = (key: number) => counts.get(key) ?? 0;
  const queries = waiting.map((signal) => queryOf(ownKeysOf(signal, articles, countOf)));
  const all = [...new Set(queries.flatMap((query) => query.all))];
  const newest = [...new Set(queries.flatMap((query) => query.newest))];
  const table = new SignalTable();
  for (const signal of await stores.signal.findCarriers(reading, all)) add(table, signal);
  const ids = await stores.signal.findNewest(reading, newest, NEWEST_PER_KEY);
  for (const signal of await stores.signal.findByIds(reading, [...new Set(ids.flat())])) {
    add(table, signal);
  }
  table.seal();
  return { articles, table, countOf };
}

/**
 * All published articles, in as many stretches of time as memory asks for.
 *
 * In a stretch, articles are compared with those that lie in it: measured, 100,000 of 27 keys take
 * 50 MB, and twice that while they are put in order. What is not published, of which an archive may
 * bring thousands, is compared with the last: when it comes out it is related anew.
 */
export async function* wholeArchives(
  stores: Stores,
  reading: Reading,
  articles: number,
): AsyncGenerator<WholeArchive> {
  const windows = await windowsOf(stores, reading, articles);
  for (const window of windows) {
    const begun = new Date();
    const table = new SignalTable();
    const stale: string[] = [];
    for await (const signal of stores.signal.each(reading, window)) {
      if (signal.staleness !== undefined) stale.push(signal._id);
      add(table, signal);
    }
    if (window === windows.at(-1)) {
      for await (const id of stores.signal.eachStaleUnpublished(reading)) stale.push(id);
    }
    table.seal();
    const countOf = (key: number) => Math.min(table.countOf(key), COUNTED_AT_MOST);
    yield { archive: { articles, table, countOf }, stale, begun };
  }
}

/** One window that is all time, or several with about as many articles each. */
async function windowsOf(
  stores: Stores,
  reading: Reading,
  articles: number,
): Promise<readonly (PublicationPeriod | undefined)[]> {
  const parts = Math.ceil(articles / HELD_AT_MOST);
  if (parts <= 1) return [undefined];
  const moments = new Float64Array(articles);
  let read = 0;
  for await (const date of stores.signal.eachDate(reading)) {
    moments[read] = date.getTime();
    read += 1;
  }
  const sorted = moments.subarray(0, read).sort();
  const bounds = Array.from({ length: parts }, (_, part) =>
    part === 0 ? EARLIEST : (sorted[Math.floor((part * read) / parts)] ?? EARLIEST),
  );
  return [...new Set(bounds)].map((from, index, all) => ({
    from: new Date(from),
    until: new Date(all[index + 1] ?? LATEST),
  }));
}

/** The first and the last moment that a date can hold, in milliseconds. */
const EARLIEST = -8_640_000_000_000_000;
const LATEST = 8_640_000_000_000_000;

function add(table: SignalTable, { _id, publishedAt, keys, weights }: CandidateSignals): void {
  if (publishedAt !== undefined) table.add(_id, publishedAt, keys, weights);
}
