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

/** How a dry run reads the stored cards of some ids. */
export type FindCards = (
  reading: Reading,
  ids: readonly string[],
) => Promise<readonly ArticleDocument[]>;

/**
 * A dry run: processes entries as a `Publisher` does, and writes nothing.
 *
 * Entries are planned, sanitised and analysed as in an import, so the reported outcomes are those
 * of an import. Only refusals by the database itself cannot be predicted. If two entries of one run
 * have the same identity, the second is compared with the first.
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

  /** Does nothing: a dry run reports only articles. */
  async describeSite(): Promise<void> {}

  /** Does nothing. */
  async describeAuthor(): Promise<void> {}

  /** Does nothing. */
  async describeTopic(): Promise<void> {}

  /**
   * Returns the outcome that each entry would have, in the order of the entries. May be called
   * again before it has finished: the calls are processed in their order.
   */
  publish(entries: readonly ArticleEntry[]): Promise<Outcome[]> {
    return this.#judging.take(() => this.#judge(entries));
  }

  /** Does nothing. */
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
