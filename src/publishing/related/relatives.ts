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

/** The features among which related articles are searched. */
export interface Archive {
  /** Total number of articles. */
  readonly articles: number;
  /** The inverted index of the candidates. */
  readonly table: SignalTable;
  /** Number of articles that have a key, counted up to `COUNTED_AT_MOST`. */
  readonly countOf: (key: number) => number;
}

/** All articles, or those of one period, and the ids of those that are marked as stale. */
export interface WholeArchive {
  readonly archive: Archive;
  readonly stale: readonly string[];
  /** When reading them began. */
  readonly begun: Date;
}

/** Limit for counting the articles of a key: a key that so many have says little. */
const COUNTED_AT_MOST = 5_000;

/** Candidates of one article: the total number of articles that its rarest keys may have. */
const CANDIDATES_AT_MOST = 400;

/** With fewer candidates, the newest articles of common keys are added. */
const CANDIDATES_AT_LEAST = 60;

/** Articles that are added per common key: the newest that have it. */
const NEWEST_PER_KEY = 40;

/** Number of common keys that add candidates. */
const COMMON_KEYS = 3;

/**
 * Articles held in memory at once. If there are more, only articles of about the same time are
 * compared.
 */
const HELD_AT_MOST = 100_000;

/**
 * The query for the candidates of an article: the most significant keys first, until the articles
 * that have them exceed the budget.
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

/** The related candidates of an article with these keys. */
export function candidatesFor(own: readonly OwnKey[], table: SignalTable): Candidate[] {
  return table.find(queryOf(own));
}

/**
 * The archive around a few articles, looked up by index. The number of documents examined is
 * bounded, whatever the size of the archive.
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
 * All published articles, in as many periods as memory requires.
 *
 * Articles are compared with those of the same period: 100,000 articles of 27 keys take 50 MB, and
 * twice that while they are sorted (measured). An archive may contain thousands of unpublished
 * articles; they are compared with the last period, and computed again when they are published.
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

/** One period for all articles, or several with about equally many each. */
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

/** The first and the last time of a JavaScript date, in milliseconds. */
const EARLIEST = -8_640_000_000_000_000;
const LATEST = 8_640_000_000_000_000;

function add(table: SignalTable, { _id, publishedAt, keys, weights }: CandidateSignals): void {
  if (publishedAt !== undefined) table.add(_id, publishedAt, keys, weights);
}
