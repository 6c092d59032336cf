import type { ReadContext } from '../database/read-context.js';
import { withRetry } from '../database/with-retry.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import { SerialQueue } from '../structures/serial-queue.js';
import { analysis } from './analysis/analysis.js';
import type { ArticleEntry } from './entry.js';
import type { Outcome } from './outcome.js';
import { type PlannedEntry, planEntries } from './planning/plan.js';
import { SeenArticles } from './planning/seen-articles.js';
import { prepareArticle } from './preparing/prepare.js';
import type { Publishing } from './publisher.js';

/** How a dry run reads the stored cards of some ids. */
export type FindCards = (
  readContext: ReadContext,
  ids: readonly string[],
) => Promise<readonly ArticleDocument[]>;

/**
 * A dry run: processes entries as a `Publisher` does, and writes nothing.
 *
 * Entries are planned, sanitised and analysed as in an import, so the reported outcomes are those
 * of an import. Only refusals by the database itself cannot be predicted. If two entries of one run
 * have the same identity, the second is compared with the first.
 */
export class DryRun implements Publishing {
  readonly #findCards: FindCards;
  readonly #readContext: ReadContext;
  readonly #declared = new SeenArticles();
  readonly #judging = new SerialQueue();

  constructor(findCards: FindCards, readContext: ReadContext) {
    this.#findCards = findCards;
    this.#readContext = readContext;
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
      findCards: (ids) => withRetry(() => this.#findCards(this.#readContext, ids)),
      findIntents: async () => [],
      declared: this.#declared,
    });
    const written = plan.toWrite.map(
      (planned) => [planned.entry, this.#outcomeOf(planned)] as const,
    );
    const outcomes = new Map([...plan.outcomes, ...written]);
    return plan.entries.flatMap((entry) => outcomes.get(entry) ?? []);
  }

  #outcomeOf(planned: PlannedEntry): Outcome {
    const made = prepareArticle(planned, analysis(planned.entry), {
      now: this.#readContext.asOf,
      readAsOf: this.#readContext.asOf,
      topicPathIds: (ids) => ids,
    });
    if (made.kind === 'REFUSED') return { kind: 'FAILED', reason: made.reason };
    return { kind: planned.previous === undefined ? 'CREATED' : 'UPDATED' };
  }
}
