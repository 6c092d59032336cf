import type { Reading } from '../database/reading.js';
import { steadily } from '../database/steadily.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import { SerialQueue } from '../structures/serial-queue.js';
import type { ArticleEntry } from './entry.js';
import { measured } from './measuring/measuring.js';
import type { Outcome } from './outcome.js';
import { type PlannedEntry, planEntries } from './planning/plan.js';
import { ToldArticles } from './planning/told-articles.js';
import { prepareArticle } from './preparing/prepare.js';
import type { Publishing } from './publisher.js';

/** How a rehearsal learns what is there: the cards of these ids. */
export type FindCards = (
  reading: Reading,
  ids: readonly string[],
) => Promise<readonly ArticleDocument[]>;

/**
 * Does as if it published, and writes nothing.
 *
 * Everything is planned, cleaned and measured as it would be, so it tells of every entry what would
 * become of it; only what the database itself would refuse is not foreseen. It remembers what it
 * was given in this run: of two entries with one identity the second is judged by the first.
 */
export class Rehearsal implements Publishing {
  readonly #findCards: FindCards;
  readonly #reading: Reading;
  readonly #told = new ToldArticles();
  readonly #judging = new SerialQueue();

  constructor(findCards: FindCards, reading: Reading) {
    this.#findCards = findCards;
    this.#reading = reading;
  }

  /** Nothing: what a source says of the magazine does not count. */
  async describeSite(): Promise<void> {}

  /** Nothing. */
  async describeAuthor(): Promise<void> {}

  /** Nothing. */
  async describeTopic(): Promise<void> {}

  /**
   * Tells of each entry, in their order, what would become of it. May be called again before it has
   * ended: the calls are judged in their order.
   */
  publish(entries: readonly ArticleEntry[]): Promise<Outcome[]> {
    return this.#judging.take(() => this.#judge(entries));
  }

  /** Nothing. */
  async finish(): Promise<void> {}

  async #judge(given: readonly ArticleEntry[]): Promise<Outcome[]> {
    const plan = await planEntries(given, {
      findCards: (ids) => steadily(() => this.#findCards(this.#reading, ids)),
      findIntents: async () => [],
      told: this.#told,
    });
    const written = plan.toWrite.map(
      (planned) => [planned.entry, this.#outcomeOf(planned)] as const,
    );
    const outcomes = new Map([...plan.outcomes, ...written]);
    return plan.entries.flatMap((entry) => outcomes.get(entry) ?? []);
  }

  #outcomeOf(planned: PlannedEntry): Outcome {
    const made = prepareArticle(planned, measured(planned.entry), {
      now: this.#reading.asOf,
      readAsOf: this.#reading.asOf,
      topicPathIds: (ids) => ids,
    });
    if (made.kind === 'REFUSED') return { kind: 'FAILED', reason: made.reason };
    return { kind: planned.previous === undefined ? 'CREATED' : 'UPDATED' };
  }
}
