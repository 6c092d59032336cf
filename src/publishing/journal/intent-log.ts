import { randomUUID } from 'node:crypto';
import type { Stores } from '../../stores.js';
import type { Lease } from '../lease/lease.js';
import type { IntentDocument } from './intent.document.js';

/** The fields of an intent that differ between the intents of one lease. */
type IntentParts = Partial<Omit<IntentDocument, '_id' | 'leaseCounter' | 'isRepaired'>>;

/**
 * The write-intent log, as the holder of the lease uses it.
 *
 * An intent is stored before its first write. After its last write it stays until the next intent
 * is stored or `flush` is called: one command then deletes all completed intents.
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

  /** Stores an intent. Its writes may begin when the promise resolves. */
  async begin(parts: IntentParts): Promise<IntentDocument> {
    const nothing = { articleIds: [], topicIds: [], lists: [], unrelatedIds: [] };
    const intent = { _id: randomUUID(), leaseCounter: this.#lease.counter, ...nothing, ...parts };
    this.#open.add(intent);
    const doneIds = [...this.#doneIds];
    await this.#lease.attempt(() => this.#stores.intent.begin(intent, doneIds));
    for (const id of doneIds) this.#doneIds.delete(id);
    return intent;
  }

  /**
   * Notes that all writes of an intent are done; it is deleted with the next `begin` or `flush`.
   */
  end(intent: IntentDocument): void {
    this.#open.delete(intent);
    this.#doneIds.add(intent._id);
  }

  /**
   * Removes the written articles from an intent, and keeps it in the log for the others, which
   * could not be written.
   */
  async keepFor(intent: IntentDocument, writtenIds: readonly string[]): Promise<void> {
    this.#open.delete(intent);
    await this.#lease.attempt(() => this.#stores.intent.endArticles([intent], writtenIds));
  }

  /** Deletes all intents whose writes are done. */
  async flush(): Promise<void> {
    await this.#lease.attempt(() => this.#stores.intent.end([...this.#doneIds]));
    this.#doneIds.clear();
  }

  /**
   * Stores all open intents again, after the lease was lost while they were being written. The new
   * holder of the lease may have repaired and deleted them before the last of their writes arrived.
   */
  async recordOpen(): Promise<void> {
    for (const intent of this.#open) await this.#stores.intent.begin(intent);
  }
}
