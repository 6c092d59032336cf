/**
 * What one article is about, stored in `signals`: all that finding its relatives needs, and no
 * card.
 *
 * A key stands for a term or a topic within the article's language (`related.signals.ts`).
 */
export interface SignalDocument {
  /** The article's id. */
  readonly _id: string;
  /** Empty for an article that no reader may ever see, so that it is nobody's relative. */
  readonly keys: readonly number[];
  /** What each key stands for, in the same order. */
  readonly names: readonly string[];
  /** The weight of each key, in the same order: whole numbers up to 255. */
  readonly weights: readonly number[];
  /** Relatives that an editor chose, best first: they stand before those that are found. */
  readonly chosenIds?: readonly string[];
  /** The moment of publication; when it lies ahead the article waits for it. */
  readonly publishedAt?: Date;
  /**
   * Why its relatives must be found again: the article itself changed, or one that may be its
   * relative did. Absent when they are up to date.
   */
  readonly staleness?: 'CHANGED' | 'NEIGHBOUR';
  /** When it was written. */
  readonly changedAt: Date;
  /** When its relatives were last looked for; absent until then. */
  readonly relatedAt?: Date;
  /** Rises with every marking, so that a computation that began before one does not undo it. */
  readonly mark: number;
}
