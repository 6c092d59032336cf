import type { Reading } from '../../database/reading.js';
import type { PublishedArticle } from '../../editorial/article/article.document.js';
import { EVERYTHING } from '../../editorial/article/article.lists.js';
import type { Stores } from '../../stores.js';
import { type Lease, LeaseBusy, type LeaseOptions } from '../lease/lease.js';
import { asOnlyWriter } from '../lease/only-writer.js';
import { settleTouched } from './settle-waiting.js';

/** Milliseconds after which the moment is kept though nothing came out, for the next start. */
const KEPT_EACH = 300_000;

/** Cards read at once. */
const CARDS_AT_ONCE = 200;

/** By whom a clock settles. */
export interface ClockOptions {
  /** The lease of the import that it belongs to; without one it acquires one when it needs it. */
  readonly lease?: Lease;
  /** The process that acquires it; this one if absent. */
  readonly process?: LeaseOptions['process'];
}

/**
 * Settles what comes out: a scheduled article is read from its moment on by itself, and the clock
 * has the lists that it enters counted, and it and its relatives related anew.
 *
 * The moment up to which all is settled is kept in the database, so nothing is missed while no
 * gateway runs, and moves when all is done: killed before, it is done again. Several gateways may
 * each have a clock: one that finds something due acquires the lease, and leaves the work to an
 * import that holds it, which has a clock of its own.
 */
export class Clock {
  readonly #stores: Stores;
  readonly #options: ClockOptions;
  #settledUpTo: Date | undefined;
  /** The moment that is kept in the database, as far as this clock knows. */
  #kept: Date | undefined;

  constructor(stores: Stores, options: ClockOptions = {}) {
    this.#stores = stores;
    this.#options = options;
  }

  /**
   * Settles what has come out up to the reading's moment, and tells how many articles that were; 0
   * if another process holds the lease, whose work it is then.
   *
   * Where there is none it costs one command, which finds nothing in an index.
   */
  async advance(reading: Reading): Promise<number> {
    const { asOf } = reading;
    const since = this.#settledUpTo ?? (await this.#begin(reading));
    const [first] = await dueCards(this.#stores, reading, { since, until: asOf }, undefined, 1);
    const count = first === undefined ? 0 : await this.#settle(reading, since, asOf);
    if (count === 'BUSY') return 0;
    this.#kept ??= since;
    if (asOf.getTime() - this.#kept.getTime() > KEPT_EACH) {
      await this.#stores.site.advanceClock(asOf);
      this.#kept = asOf;
    }
    this.#settledUpTo = later(since, asOf);
    return count;
  }

  /** A database without a moment holds nothing that an import of today has scheduled. */
  async #begin(reading: Reading): Promise<Date> {
    const { settledUpTo } = await this.#stores.site.read(reading);
    if (settledUpTo !== undefined) return settledUpTo;
    await this.#stores.site.beginClock(reading.asOf);
    return reading.asOf;
  }

  /** Settles a window under the lease: the importer's, or one of its own. */
  async #settle(reading: Reading, begin: Date, until: Date): Promise<number | 'BUSY'> {
    const { lease, process } = this.#options;
    if (lease !== undefined) return this.#settleWindow(reading, begin, until);
    const options: LeaseOptions = {
      purpose: 'CLOCK',
      waits: false,
      ...(process === undefined ? {} : { process }),
    };
    try {
      return await asOnlyWriter(this.#stores, options, () =>
        this.#settleWindow(reading, begin, until),
      );
    } catch (error) {
      if (error instanceof LeaseBusy) return 'BUSY';
      throw error;
    }
  }

  async #settleWindow(reading: Reading, begin: Date, until: Date): Promise<number> {
    // Another gateway may have been quicker.
    const { settledUpTo = begin } = await this.#stores.site.read(reading);
    const window = { since: later(begin, settledUpTo), until };
    const articleIds: string[] = [];
    const lists = new Set<number>();
    for await (const cards of markOut(this.#stores, reading, window)) {
      for (const card of cards) {
        articleIds.push(card._id);
        for (const key of card.lists) lists.add(key);
      }
    }
    if (articleIds.length > 0) {
      await settleTouched(this.#stores, reading, { articleIds, lists: [...lists] });
      await this.#stores.site.advanceClock(until);
    }
    return articleIds.length;
  }
}

/** Moments after one and up to another. */
interface Interval {
  readonly since: Date;
  readonly until: Date;
}

/**
 * Marks what comes out in a window, so that its lists are counted, and it and its relatives are
 * related anew; gives those that it has marked.
 */
export async function* markOut(
  stores: Stores,
  reading: Reading,
  window: Interval,
): AsyncGenerator<readonly PublishedArticle[]> {
  let last: PublishedArticle | undefined;
  do {
    const cards = await dueCards(stores, reading, window, last, CARDS_AT_ONCE);
    await markDue(stores, cards);
    yield cards;
    last = cards.at(-1);
  } while (last !== undefined);
}

/** Articles that come out in a window, the first first, behind one of them. */
async function dueCards(
  stores: Stores,
  reading: Reading,
  { since, until }: Interval,
  last: PublishedArticle | undefined,
  limit: number,
): Promise<readonly PublishedArticle[]> {
  if (until <= since) return [];
  const start = last && {
    position: { value: last.publishedAt, id: last._id },
    isInclusive: false,
  };
  const [cards = []] = await stores.article.findStretches(reading, [
    {
      keys: [EVERYTHING],
      order: 'OLDEST_FIRST',
      from: new Date(since.getTime() + 1),
      until: new Date(until.getTime() + 1),
      ...(start ? { start } : {}),
      limit,
    },
  ]);
  return cards;
}

async function markDue(stores: Stores, cards: readonly PublishedArticle[]): Promise<void> {
  await stores.listCount.markStale([...new Set(cards.flatMap(({ lists }) => lists))]);
  if (cards.length > 0) await stores.signal.markOut(cards.map(({ _id }) => _id));
}

function later(a: Date, b: Date): Date {
  return a < b ? b : a;
}
