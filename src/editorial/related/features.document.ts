/**
 * The features of one article, stored in `signals`: everything that is needed to find its related
 * posts without its card.
 *
 * A key represents a term or a topic in the article's language (`related.signals.ts`).
 */
export interface FeaturesDocument {
  /** The article's id. */
  readonly _id: string;
  /** Empty for an article that can never be read, so that no article is related to it. */
  readonly keys: readonly number[];
  /** The name of each key, in the same order. */
  readonly names: readonly string[];
  /** The weight of each key, in the same order: integers up to 255. */
  readonly weights: readonly number[];
  /** Ids of related articles that an editor chose, best first. They precede the computed ones. */
  readonly chosenIds?: readonly string[];
  /**
   * The publication date. If it is in the future, the article is not a candidate before that date.
   */
  readonly publishedAt?: Date;
  /**
   * Why the related posts are stale: the article itself changed, or a related candidate did. Absent
   * if they are up to date.
   */
  readonly staleness?: 'CHANGED' | 'NEIGHBOUR';
  /** When the features were written. */
  readonly changedAt: Date;
  /** When the related posts were last computed; absent before the first time. */
  readonly relatedAt?: Date;
  /**
   * The version, incremented whenever `staleness` is set or cleared, so that a computation that
   * began before a change does not clear the staleness flag.
   */
  readonly version: number;
}
