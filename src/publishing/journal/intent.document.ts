/**
 * An entry of the write-intent log: a group of writes that is about to be made.
 *
 * It is stored before the first of these writes and deleted after the last. An intent that remains
 * was left by a process that ended in between.
 */
export interface IntentDocument {
  readonly _id: string;
  /** Counter of the lease under which it was stored. */
  readonly leaseCounter: number;
  /** Ids of the articles that are about to be written. */
  readonly articleIds: readonly string[];
  /** Ids of the topics that are about to move in the tree. */
  readonly topicIds: readonly string[];
  /** Keys of the lists that the articles enter or leave, which must be counted afterwards. */
  readonly lists: readonly number[];
  /** Ids of the articles whose related posts must be found afterwards. */
  readonly unrelatedIds: readonly string[];
  /**
   * True after a later holder of the lease has repaired it. Its articles must still be written
   * again.
   */
  readonly isRepaired?: boolean;
}
