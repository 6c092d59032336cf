import type { StretchStart } from '../../database/keyset.js';

/** The order of articles by publication time. */
export type ArticleOrder = 'NEWEST_FIRST' | 'OLDEST_FIRST';

/**
 * A set of articles: one or more lists that do not overlap, within a window of publication times.
 */
export interface ArticleSelection {
  /** List keys from `article.lists.ts`. */
  readonly keys: readonly number[];
  /** Earliest publication time, inclusive. */
  readonly from?: Date;
  /** Latest publication time, exclusive. */
  readonly until?: Date;
  readonly withoutIds?: readonly string[];
}

/** A page of a selection. */
export interface ArticleListRequest extends ArticleSelection {
  readonly order: ArticleOrder;
  readonly start?: StretchStart;
  readonly limit: number;
}
