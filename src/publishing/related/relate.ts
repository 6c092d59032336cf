import { setTimeout as sleep } from 'node:timers/promises';
import { allOf } from '../../database/all-of.js';
import type { ReadContext } from '../../database/read-context.js';
import type { RelatedDocument } from '../../editorial/article/article.document.js';
import type { FeaturesDocument } from '../../editorial/related/features.document.js';
import { MAX_RELATED, ownKeysOf, relatedAmong } from '../../editorial/related/related.score.js';
import type { Stores } from '../../stores.js';
import {
  type Archive,
  archiveAround,
  candidatesFor,
  type WholeArchive,
  wholeArchives,
} from './related-candidates.js';

/** Articles per round if their candidates are looked up by index. */
const ROUND = 10;

/** Articles per round if all candidates are in memory. */
const LARGE_ROUND = 100;

/** Maximum milliseconds of a random delay, after another process has related the same articles. */
const MAX_STEP_ASIDE_MS = 50;

/** Maximum number of related articles of a changed article that are computed again as well. */
const MAX_NEIGHBOURS = 22;

/**
 * Number of articles whose features can be read in the time of looking up the candidates of one
 * article by index (measured).
 */
const SIGNALS_PER_LOOKUP = 400;

/**
 * Finds the related posts of all articles that are marked as stale; returns how many there were.
 * `onRelated` receives the number of articles of each round.
 *
 * Articles are marked as stale in the database before their cards are written, so a crash loses
 * nothing: the next call finds them. For a changed article, its best related articles are marked as
 * stale too, unless they were computed after it changed; after an import of a whole archive, that
 * is none. The work per article is bounded, whatever the number of articles. If many are stale, all
 * features are read once instead of being looked up per article, with the same result.
 */
export async function relateWaiting(
  stores: Stores,
  readContext: ReadContext,
  onRelated: (articles: number) => void = () => {},
): Promise<number> {
  let done = 0;
  const write = async (found: Round) => {
    await writeRound(stores, found);
    done += found.waiting.length;
    onRelated(found.waiting.length);
  };
  const all = await stores.features.countAll();
  const enough = Math.max(2 * ROUND, Math.ceil(all / SIGNALS_PER_LOOKUP));
  while ((await stores.features.countStale(enough)) >= enough) {
    const before = done;
    for await (const whole of wholeArchives(stores, readContext, all)) {
      await oneBehind(roundsOf(stores, readContext, whole), write);
    }
    // The remaining articles are scheduled, or have no date.
    if (done === before) break;
  }
  for (;;) {
    const waiting = await stores.features.findStale(readContext, ROUND);
    if (waiting.length === 0) return done;
    const begun = new Date();
    await write(foundFor(waiting, await archiveAround(stores, readContext, waiting, all), begun));
  }
}

/**
 * Finds the related posts of the given articles and of their neighbours if they are marked as
 * stale. Other stale articles are left as they are.
 */
export async function relateThese(
  stores: Stores,
  readContext: ReadContext,
  ids: readonly string[],
): Promise<void> {
  const all = await stores.features.countAll();
  const relate = async (left: Set<string>): Promise<readonly string[]> => {
    const neighbourIds: string[] = [];
    while (left.size > 0) {
      const asked = [...left].slice(0, ROUND);
      const features = await stores.features.findByIds(readContext, asked);
      const waiting = features.filter(({ staleness }) => staleness !== undefined);
      const waitingIds = new Set(waiting.map(({ _id }) => _id));
      for (const id of asked) if (!waitingIds.has(id)) left.delete(id);
      if (waiting.length === 0) continue;
      const begun = new Date();
      const archive = await archiveAround(stores, readContext, waiting, all);
      const found = foundFor(waiting, archive, begun);
      await writeRound(stores, found);
      neighbourIds.push(...found.neighbourIds);
    }
    return neighbourIds;
  };
  await relate(new Set(await relate(new Set(ids))));
}

/** Stale articles, with the related posts that were found for them. */
interface Round {
  readonly waiting: readonly FeaturesDocument[];
  readonly related: ReadonlyMap<string, readonly RelatedDocument[]>;
  /** Related articles that must be computed again as well. */
  readonly neighbourIds: readonly string[];
  /** When reading the features began. */
  readonly begun: Date;
}

/** Computes the related posts of all stale articles of an archive, in rounds. */
async function* roundsOf(
  stores: Stores,
  readContext: ReadContext,
  { archive, stale, begun }: WholeArchive,
): AsyncGenerator<Round> {
  for (let start = 0; start < stale.length; start += LARGE_ROUND) {
    const ids = stale.slice(start, start + LARGE_ROUND);
    const features = await stores.features.findByIds(readContext, ids);
    const waiting = features.filter(({ staleness }) => staleness !== undefined);
    if (waiting.length > 0) yield foundFor(waiting, archive, begun);
  }
}

/** Writes each item while the next is computed, so that database and process work in parallel. */
async function oneBehind<T>(
  all: AsyncIterable<T>,
  write: (one: T) => Promise<void>,
): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const one of all) {
      await writing;
      writing = write(one);
      // The failure is handled by the next `await`; until then it must not be an unhandled
      // rejection.
      writing.catch(() => {});
    }
  } finally {
    await writing;
  }
}

function foundFor(waiting: readonly FeaturesDocument[], archive: Archive, begun: Date): Round {
  const related = new Map<string, readonly RelatedDocument[]>();
  const neighbours = new Set<string>();
  for (const features of waiting) {
    const own = ownKeysOf(features, archive.articles, archive.countOf);
    const relatedPosts = relatedAmong(features, own, candidatesFor(own, archive.table));
    related.set(features._id, withChosen(features, relatedPosts));
    if (features.staleness !== 'CHANGED') continue;
    for (const { articleId } of relatedPosts.slice(0, MAX_NEIGHBOURS)) neighbours.add(articleId);
  }
  return { waiting, related, neighbourIds: [...neighbours], begun };
}

async function writeRound(
  stores: Stores,
  { waiting, related, neighbourIds, begun }: Round,
): Promise<void> {
  const changedAt = latest(waiting.map((features) => features.changedAt));
  await allOf([
    stores.features.markNeighbours(neighbourIds, changedAt),
    stores.article.setRelated(related),
  ]);
  if (await stores.features.settle(waiting, begun)) return;
  // Another process relates these articles too, and may have read newer features: its results may
  // just have been overwritten, so they are computed again.
  await stores.features.markChanged([...related.keys()]);
  await sleep(Math.random() * MAX_STEP_ASIDE_MS);
}

/** Lists the articles that an editor chose first, in the editor's order. */
function withChosen(
  { chosenIds = [] }: FeaturesDocument,
  found: readonly RelatedDocument[],
): readonly RelatedDocument[] {
  if (chosenIds.length === 0) return found;
  const reasons = new Map(found.map((each) => [each.articleId, each]));
  const chosen = chosenIds.map((articleId) => {
    const { sharedTopicIds = [], sharedTerms = [] } = reasons.get(articleId) ?? {};
    return { articleId, score: 1, sharedTopicIds, sharedTerms };
  });
  const others = found.filter(({ articleId }) => !chosenIds.includes(articleId));
  return [...chosen, ...others].slice(0, MAX_RELATED);
}

function latest(moments: readonly Date[]): Date {
  return new Date(Math.max(...moments.map((moment) => moment.getTime())));
}
