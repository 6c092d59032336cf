/**
 * Writes that belong together and were begun: what must follow them may not have been done.
 *
 * It is there before the first of them is visible, and goes when all has followed; what stays was
 * left by a process that was killed.
 */
export interface UnfinishedDocument {
  readonly _id: string;
  /** The articles that are written, or the topics that are moved. */
  readonly ids: readonly string[];
  /** Lists that the articles enter or leave, which must be counted. */
  readonly lists: readonly number[];
  /** Articles whose relatives must be found. */
  readonly unrelatedIds: readonly string[];
  readonly begun: Date;
}
