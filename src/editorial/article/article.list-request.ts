import type { StretchStart } from '../../database/keyset.js';

/** In which direction articles are read, by the moment of publication. */
export type ArticleOrder = 'NEWEST_FIRST' | 'OLDEST_FIRST';

/** Which articles: one or more lists that do not overlap, within a window of publication. */
export interface ArticleSelection {
  /** From `article.lists.ts`. */
  readonly keys: readonly number[];
  /** Published at or after. */
  readonly from?: Date;
  /** Published before. */
  readonly until?: Date;
  readonly withoutIds?: readonly string[];
}

/** A stretch of a selection. */
export interface ArticleListRequest extends ArticleSelection {
  readonly order: ArticleOrder;
  readonly start?: StretchStart;
  readonly limit: number;
}
