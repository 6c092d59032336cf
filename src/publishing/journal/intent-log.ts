import { randomUUID } from 'node:crypto';
import type { Stores } from '../../stores.js';
import type { Lease } from '../lease/lease.js';
import type { IntentDocument } from './intent.document.js';

/** What an intent says that is not the same for all of a lease. */
type IntentParts = Partial<Omit<IntentDocument, '_id' | 'leaseCounter' | 'isRepaired'>>;

/**
 * The write-intent log, as the holder of the lease keeps it.
 *
 * An intent is stored before its first write. It is deleted some time after its last one, together
 * with the storing of the next, so that it costs no command of its own.
 */
export class IntentLog {
  readonly #stores: Pick<Stores, 'intent'>;
  readonly #lease: Lease;
  readonly #open = new Set<IntentDocument>();
  readonly #doneIds = new Set<string>();

  constructor(stores: Pick<Stores, 'intent'>, lease: Lease) {
    this.#stores = stores;
    this.#lease = lease;
  }

  /** Stores an intent; its writes may begin. */
  async begin(parts: IntentParts): Promise<IntentDocument> {
    const nothing = { articleIds: [], topicIds: [], lists: [], unrelatedIds: [] };
    const intent = { _id: randomUUID(), leaseCounter: this.#lease.counter, ...nothing, ...parts };
    this.#open.add(intent);
    const doneIds = [...this.#doneIds];
    await this.#lease.attempt(() => this.#stores.intent.begin(intent, doneIds));
    for (const id of doneIds) this.#doneIds.delete(id);
    return intent;
  }

  /** All writes of an intent are made. */
  end(intent: IntentDocument): void {
    this.#open.delete(intent);
    this.#doneIds.add(intent._id);
  }

  /** Some articles of an intent could not be written: it stays in the log for these. */
  async keepFor(intent: IntentDocument, writtenIds: readonly string[]): Promise<void> {
    this.#open.delete(intent);
    await this.#lease.attempt(() => this.#stores.intent.endArticles([intent], writtenIds));
  }

  /** Deletes all intents whose writes are made. */
  async flush(): Promise<void> {
    await this.#lease.attempt(() => this.#stores.intent.end([...this.#doneIds]));
    this.#doneIds.clear();
  }

  /**
   * Stores what is open once more, after the lease was lost in the middle of it: whoever has it now
   * took these intents for left and may have ended them before the last of their writes.
   */
  async recordOpen(): Promise<void> {
    for (const intent of this.#open) await this.#stores.intent.begin(intent);
  }
}
