/** What a work is about to make true. */
export interface UnfinishedTarget {
  /** Of an article that is written, or a topic that is moved. */
  readonly id: string;
  /** The article's `entryHash`, or the topic's new parent; empty for one at the root. */
  readonly state: string;
}

/**
 * Writes that belong together and were begun: what must follow them may not have been done.
 *
 * It is there before the first card or topic is written, and goes some time after all has followed;
 * what stays longer was left by a process that was killed.
 */
export interface UnfinishedDocument {
  readonly _id: string;
  readonly targets: readonly UnfinishedTarget[];
  /** Lists that the articles enter or leave, which must be counted. */
  readonly lists: readonly number[];
  /** Articles whose relatives must be found. */
  readonly unrelatedIds: readonly string[];
  readonly begun: Date;
}
