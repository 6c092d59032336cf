import { setTimeout as sleep } from 'node:timers/promises';
import { allOf } from '../../database/all-of.js';
import type { Reading } from '../../database/reading.js';
import type { RelatedDocument } from '../../editorial/article/article.document.js';
import {
  KEPT_RELATIVES,
  ownKeysOf,
  relativesAmong,
} from '../../editorial/related/related.score.js';
import type { SignalDocument } from '../../editorial/related/signal.document.js';
import type { Stores } from '../../stores.js';
import {
  type Archive,
  archiveAround,
  candidatesFor,
  type WholeArchive,
  wholeArchives,
} from './relatives.js';

/** Articles related in one round, when their surroundings are looked up for them. */
const ROUND = 10;

/** Articles related in one round, when all that could be relatives are in memory. */
const LARGE_ROUND = 100;

/** Milliseconds to let another process go first that relates the same articles. */
const LONGEST_STEP_ASIDE = 50;

/** Candidates of a changed article that are related anew as well. */
const NEIGHBOURS_AT_MOST = 22;

/** Looking one article's surroundings up takes as long as reading so many signals; measured. */
const SIGNALS_PER_LOOKUP = 400;

/**
 * Finds the relatives of all articles that wait for it, and tells how many there were; `onRelated`
 * is told of each round.
 *
 * What waits is marked in the database before a card is written, so a crash loses nothing: the next
 * call takes it up. A changed article also brings its best candidates to be related anew, unless
 * they were since it changed: after an import of everything, that is nobody. The work for one
 * article is bounded, however many articles there are; when many wait, all signals are read once
 * instead of being looked up for each, with the same result.
 */
export async function relateWaiting(
  stores: Stores,
  reading: Reading,
  onRelated: (articles: number) => void = () => {},
): Promise<number> {
  let done = 0;
  const write = async (found: Round) => {
    await writeRound(stores, found);
    done += found.waiting.length;
    onRelated(found.waiting.length);
  };
  const all = await stores.signal.countAll();
  const enough = Math.max(2 * ROUND, Math.ceil(all / SIGNALS_PER_LOOKUP));
  while ((await stores.signal.countStale(enough)) >= enough) {
    const before = done;
    for await (const whole of wholeArchives(stores, reading, all)) {
      await oneBehind(roundsOf(stores, reading, whole), write);
    }
    // What is left waits for its moment of publication, or has none.
    if (done === before) break;
  }
  for (;;) {
    const waiting = await stores.signal.findStale(reading, ROUND);
    if (waiting.length === 0) return done;
    const begun = new Date();
    await write(foundFor(waiting, await archiveAround(stores, reading, waiting, all), begun));
  }
}

/**
 * Finds the relatives of these articles and of their neighbours, as far as they wait for it, and of
 * no others, however many wait.
 */
export async function relateThese(
  stores: Stores,
  reading: Reading,
  ids: readonly string[],
): Promise<void> {
  const all = await stores.signal.countAll();
  const relate = async (left: Set<string>): Promise<readonly string[]> => {
    const neighbourIds: string[] = [];
    while (left.size > 0) {
      const asked = [...left].slice(0, ROUND);
      const signals = await stores.signal.findByIds(reading, asked);
      const waiting = signals.filter(({ staleness }) => staleness !== undefined);
      const waitingIds = new Set(waiting.map(({ _id }) => _id));
      for (const id of asked) if (!waitingIds.has(id)) left.delete(id);
      if (waiting.length === 0) continue;
      const begun = new Date();
      const archive = await archiveAround(stores, reading, waiting, all);
      const found = foundFor(waiting, archive, begun);
      await writeRound(stores, found);
      neighbourIds.push(...found.neighbourIds);
    }
    return neighbourIds;
  };
  await relate(new Set(await relate(new Set(ids))));
}

/** Articles that waited, and what was found for them. */
interface Round {
  readonly waiting: readonly SignalDocument[];
  readonly related: ReadonlyMap<string, readonly RelatedDocument[]>;
  /** Those that are to be related anew as well. */
  readonly neighbourIds: readonly string[];
  /** When what was looked at began to be read. */
  readonly begun: Date;
}

/** Finds the relatives of all that wait in an archive, a round at a time. */
async function* roundsOf(
  stores: Stores,
  reading: Reading,
  { archive, stale, begun }: WholeArchive,
): AsyncGenerator<Round> {
  for (let start = 0; start < stale.length; start += LARGE_ROUND) {
    const ids = stale.slice(start, start + LARGE_ROUND);
    const signals = await stores.signal.findByIds(reading, ids);
    const waiting = signals.filter(({ staleness }) => staleness !== undefined);
    if (waiting.length > 0) yield foundFor(waiting, archive, begun);
  }
}

/** Writes each while the next is made: the engine works beside this thread. */
async function oneBehind<T>(
  all: AsyncIterable<T>,
  write: (one: T) => Promise<void>,
): Promise<void> {
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const one of all) {
      await writing;
      writing = write(one);
      // Its failure is met where it is waited for, and until then it must not end the process.
      writing.catch(() => {});
    }
  } finally {
    await writing;
  }
}

function foundFor(waiting: readonly SignalDocument[], archive: Archive, begun: Date): Round {
  const related = new Map<string, readonly RelatedDocument[]>();
  const neighbours = new Set<string>();
  for (const signal of waiting) {
    const own = ownKeysOf(signal, archive.articles, archive.countOf);
    const relatives = relativesAmong(signal, own, candidatesFor(own, archive.table));
    related.set(signal._id, withChosen(signal, relatives));
    if (signal.staleness !== 'CHANGED') continue;
    for (const { articleId } of relatives.slice(0, NEIGHBOURS_AT_MOST)) neighbours.add(articleId);
  }
  return { waiting, related, neighbourIds: [...neighbours], begun };
}

async function writeRound(
  stores: Stores,
  { waiting, related, neighbourIds, begun }: Round,
): Promise<void> {
  const changedAt = latest(waiting.map((signal) => signal.changedAt));
  await allOf([
    stores.signal.markNeighbours(neighbourIds, changedAt),
    stores.article.setRelated(related),
  ]);
  if (await stores.signal.settle(waiting, begun)) return;
  // Another process relates them too, and may know more: its lists may just have been overwritten.
  await stores.signal.markChanged([...related.keys()]);
  await sleep(Math.random() * LONGEST_STEP_ASIDE);
}

/** What an editor chose stands before what was found, in the editor's order. */
function withChosen(
  { chosenIds = [] }: SignalDocument,
  found: readonly RelatedDocument[],
): readonly RelatedDocument[] {
  if (chosenIds.length === 0) return found;
  const reasons = new Map(found.map((each) => [each.articleId, each]));
  const chosen = chosenIds.map((articleId) => {
    const { sharedTopicIds = [], sharedTerms = [] } = reasons.get(articleId) ?? {};
    return { articleId, score: 1, sharedTopicIds, sharedTerms };
  });
  const others = found.filter(({ articleId }) => !chosenIds.includes(articleId));
  return [...chosen, ...others].slice(0, KEPT_RELATIVES);
}

function latest(moments: readonly Date[]): Date {
  return new Date(Math.max(...moments.map((moment) => moment.getTime())));
}
