/**
 * Writes that belong together and are about to be made: an entry of the write-intent log.
 *
 * It is stored before the first of them and deleted after the last. What stays longer was left by a
 * process that was ended in the middle.
 */
export interface IntentDocument {
  readonly _id: string;
  /** Counter of the lease under which it was stored. */
  readonly leaseCounter: number;
  /** Articles that are about to be written. */
  readonly articleIds: readonly string[];
  /** Topics that are about to move in the tree. */
  readonly topicIds: readonly string[];
  /** Lists that the articles enter or leave, which must be counted afterwards. */
  readonly lists: readonly number[];
  /** Articles whose related posts must be found afterwards. */
  readonly unrelatedIds: readonly string[];
  /** A later holder of the lease has repaired it; its articles are still to be written again. */
  readonly isRepaired?: boolean;
}
