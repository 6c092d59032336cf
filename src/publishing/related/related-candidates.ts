import type { ReadContext } from '../../database/read-context.js';
import type { FeaturesDocument } from '../../editorial/related/features.document.js';
import type {
  CandidateFeatures,
  PublicationPeriod,
} from '../../editorial/related/features.store.js';
import {
  type Candidate,
  type CandidateQuery,
  InvertedIndex,
} from '../../editorial/related/related.inverted-index.js';
import { type OwnKey, ownKeysOf } from '../../editorial/related/related.score.js';
import type { Stores } from '../../stores.js';

/** The features among which related articles are searched. */
export interface Archive {
  /** Total number of articles. */
  readonly articles: number;
  /** The inverted index of the candidates. */
  readonly table: InvertedIndex;
  /** Number of articles that have a key, counted up to `MAX_COUNTED`. */
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
const MAX_COUNTED = 5_000;

/** Candidates of one article: the total number of articles that its rarest keys may have. */
const MAX_CANDIDATES = 400;

/** With fewer candidates, the newest articles of common keys are added. */
const MIN_CANDIDATES = 60;

/** Articles that are added per common key: the newest that have it. */
const NEWEST_PER_KEY = 40;

/** Number of common keys that add candidates. */
const COMMON_KEYS = 3;

/**
 * Articles held in memory at once. If there are more, only articles of about the same time are
 * compared.
 */
const MAX_HELD = 100_000;

/**
 * The query for the candidates of an article: the most significant keys first, until the articles
 * that have them exceed the budget.
 */
function queryOf(own: readonly OwnKey[]): CandidateQuery {
  const all: number[] = [];
  const common: number[] = [];
  let budget = MAX_CANDIDATES;
  for (const { key, telling, count } of own) {
    if (telling === 0 || count === 0) continue;
    if (count <= budget) {
      all.push(key);
      budget -= count;
    } else common.push(key);
  }
  const isEnough = MAX_CANDIDATES - budget >= MIN_CANDIDATES;
  const newest = isEnough ? [] : common.slice(0, COMMON_KEYS);
  return { all, newest, newestPerKey: NEWEST_PER_KEY };
}

/** The related candidates of an article with these keys. */
export function candidatesFor(own: readonly OwnKey[], table: InvertedIndex): Candidate[] {
  return table.find(queryOf(own));
}

/**
 * The archive around a few articles, looked up by index. The number of documents examined is
 * bounded, whatever the size of the archive.
 */
export async function archiveAround(
  stores: Stores,
  readContext: ReadContext,
  waiting: readonly FeaturesDocument[],
  articles: number,
): Promise<Archive> {
  const keys = [...new Set(waiting.flatMap((features) => features.keys))];
  const found = await stores.features.countOf(readContext, keys, MAX_COUNTED);
  const counts = new Map(keys.map((key, index) => [key, found[index] ?? 0]));
  const countOf = (key: number) => counts.get(key) ?? 0;
  const queries = waiting.map((features) => queryOf(ownKeysOf(features, articles, countOf)));
  const all = [...new Set(queries.flatMap((query) => query.all))];
  const newest = [...new Set(queries.flatMap((query) => query.newest))];
  const table = new InvertedIndex();
  for (const features of await stores.features.findCarriers(readContext, all)) add(table, features);
  const ids = await stores.features.findNewest(readContext, newest, NEWEST_PER_KEY);
  for (const features of await stores.features.findByIds(readContext, [...new Set(ids.flat())])) {
    add(table, features);
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
  readContext: ReadContext,
  articles: number,
): AsyncGenerator<WholeArchive> {
  const windows = await windowsOf(stores, readContext, articles);
  for (const window of windows) {
    const begun = new Date();
    const table = new InvertedIndex();
    const stale: string[] = [];
    for await (const features of stores.features.each(readContext, window)) {
      if (features.staleness !== undefined) stale.push(features._id);
      add(table, features);
    }
    if (window === windows.at(-1)) {
      for await (const id of stores.features.eachStaleUnpublished(readContext)) stale.push(id);
    }
    table.seal();
    const countOf = (key: number) => Math.min(table.countOf(key), MAX_COUNTED);
    yield { archive: { articles, table, countOf }, stale, begun };
  }
}

/** One period for all articles, or several with about equally many each. */
async function windowsOf(
  stores: Stores,
  readContext: ReadContext,
  articles: number,
): Promise<readonly (PublicationPeriod | undefined)[]> {
  const parts = Math.ceil(articles / MAX_HELD);
  if (parts <= 1) return [undefined];
  const moments = new Float64Array(articles);
  let read = 0;
  for await (const date of stores.features.eachDate(readContext)) {
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

function add(table: InvertedIndex, { _id, publishedAt, keys, weights }: CandidateFeatures): void {
  if (publishedAt !== undefined) table.add(_id, publishedAt, keys, weights);
}
