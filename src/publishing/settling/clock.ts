import type { ReadContext } from '../../database/read-context.js';
import type { PublishedArticle } from '../../editorial/article/article.document.js';
import { EVERYTHING } from '../../editorial/article/article.lists.js';
import type { Stores } from '../../stores.js';
import { type Lease, LeaseBusy, type LeaseOptions } from '../lease/lease.js';
import { asOnlyWriter } from '../lease/only-writer.js';
import { settleTouched } from './settle-waiting.js';

/**
 * Milliseconds after which the settled moment is stored although nothing became public, so that the
 * next start need not look further back.
 */
const KEPT_EACH = 300_000;

/** Cards read per query. */
const CARDS_AT_ONCE = 200;

/** Options of a clock. */
export interface ClockOptions {
  /**
   * The lease of the import that the clock belongs to. If absent, the clock acquires one when it
   * has work.
   */
  readonly lease?: Lease;
  /** The process that acquires the lease; the current process if absent. */
  readonly process?: LeaseOptions['process'];
}

/**
 * Updates counts and related posts when scheduled articles become public; in short, it settles
 * them.
 *
 * A scheduled article becomes visible by its date alone. The clock then counts the lists that
 * contain it, and computes the related posts of the article and its neighbours.
 *
 * The moment up to which everything is settled is stored in the database, and moves on only when
 * the work is done. So nothing is missed while no gateway runs, and interrupted work is repeated.
 * Several gateways may each run a clock: one that finds work acquires the lease. If an import holds
 * the lease, the import's own clock does the work.
 */
export class Clock {
  readonly #stores: Stores;
  readonly #options: ClockOptions;
  #settledUpTo: Date | undefined;
  /** The settled moment stored in the database, as far as this clock knows. */
  #kept: Date | undefined;

  constructor(stores: Stores, options: ClockOptions = {}) {
    this.#stores = stores;
    this.#options = options;
  }

  /**
   * Settles all articles that became public up to the moment of the read context; returns their
   * number. Returns 0 if another process holds the lease, because that process does the work.
   *
   * If there is no work, it costs one command, which finds nothing in an index.
   */
  async advance(readContext: ReadContext): Promise<number> {
    const { asOf } = readContext;
    const since = this.#settledUpTo ?? (await this.#begin(readContext));
    const [first] = await dueCards(this.#stores, readContext, { since, until: asOf }, undefined, 1);
    const count = first === undefined ? 0 : await this.#settle(readContext, since, asOf);
    if (count === 'BUSY') return 0;
    this.#kept ??= since;
    if (asOf.getTime() - this.#kept.getTime() > KEPT_EACH) {
      await this.#stores.site.advanceClock(asOf);
      this.#kept = asOf;
    }
    this.#settledUpTo = later(since, asOf);
    return count;
  }

  /**
   * The stored moment. If there is none, the current moment is stored: no import has scheduled
   * anything yet.
   */
  async #begin(readContext: ReadContext): Promise<Date> {
    const { settledUpTo } = await this.#stores.site.read(readContext);
    if (settledUpTo !== undefined) return settledUpTo;
    await this.#stores.site.beginClock(readContext.asOf);
    return readContext.asOf;
  }

  /** Settles a time window under the lease of the import, or under one acquired for it. */
  async #settle(readContext: ReadContext, begin: Date, until: Date): Promise<number | 'BUSY'> {
    const { lease, process } = this.#options;
    if (lease !== undefined) return this.#settleWindow(readContext, begin, until);
    const options: LeaseOptions = {
      purpose: 'CLOCK',
      waits: false,
      ...(process === undefined ? {} : { process }),
    };
    try {
      return await asOnlyWriter(this.#stores, options, () =>
        this.#settleWindow(readContext, begin, until),
      );
    } catch (error) {
      if (error instanceof LeaseBusy) return 'BUSY';
      throw error;
    }
  }

  async #settleWindow(readContext: ReadContext, begin: Date, until: Date): Promise<number> {
    // Another gateway may have settled a part already.
    const { settledUpTo = begin } = await this.#stores.site.read(readContext);
    const window = { since: later(begin, settledUpTo), until };
    const articleIds: string[] = [];
    const lists = new Set<number>();
    for await (const cards of markOut(this.#stores, readContext, window)) {
      for (const card of cards) {
        articleIds.push(card._id);
        for (const key of card.lists) lists.add(key);
      }
    }
    if (articleIds.length > 0) {
      await settleTouched(this.#stores, readContext, { articleIds, lists: [...lists] });
      await this.#stores.site.advanceClock(until);
    }
    return articleIds.length;
  }
}

/** A time interval: after `since`, up to and including `until`. */
interface Interval {
  readonly since: Date;
  readonly until: Date;
}

/**
 * Marks the articles that become public in a window as stale, so that their lists are counted and
 * the related posts of them and their neighbours are computed again. Yields the marked articles in
 * batches.
 */
export async function* markOut(
  stores: Stores,
  readContext: ReadContext,
  window: Interval,
): AsyncGenerator<readonly PublishedArticle[]> {
  let last: PublishedArticle | undefined;
  do {
    const cards = await dueCards(stores, readContext, window, last, CARDS_AT_ONCE);
    await markDue(stores, cards);
    yield cards;
    last = cards.at(-1);
  } while (last !== undefined);
}

/** The articles that become public in a window after the article `last`, oldest first. */
async function dueCards(
  stores: Stores,
  readContext: ReadContext,
  { since, until }: Interval,
  last: PublishedArticle | undefined,
  limit: number,
): Promise<readonly PublishedArticle[]> {
  if (until <= since) return [];
  const start = last && {
    position: { value: last.publishedAt, id: last._id },
    isInclusive: false,
  };
  const [cards = []] = await stores.article.findStretches(readContext, [
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
  if (cards.length > 0) await stores.features.markOut(cards.map(({ _id }) => _id));
}

function later(a: Date, b: Date): Date {
  return a < b ? b : a;
}
