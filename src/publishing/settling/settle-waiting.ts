import type { ReadContext } from '../../database/read-context.js';
import type { Stores } from '../../stores.js';
import { relateThese, relateWaiting } from '../related/relate.js';
import { recountWaiting } from './recount.js';

/** From this number on, articles are left to the import that wrote them. */
const FEW = 200;

/** How much was updated. */
export interface Settled {
  /** Number of lists that were counted. */
  readonly counted: number;
  /** Number of articles whose related posts were found. */
  readonly related: number;
}

/**
 * Counts all stale lists and finds the related posts of all stale articles. `onRelated` receives
 * the number of articles of each round.
 */
export async function settleWaiting(
  stores: Stores,
  readContext: ReadContext,
  onRelated?: (articles: number) => void,
): Promise<Settled> {
  const counted = await recountWaiting(stores, readContext);
  const related = await relateWaiting(stores, readContext, onRelated);
  return { counted, related };
}

/** Articles that have changed, and the lists that they enter or leave. */
export interface Touched {
  readonly articleIds: readonly string[];
  readonly lists: readonly number[];
}

/**
 * Counts the stale lists and finds the related posts of a few articles. Settles everything else
 * that is stale only if it is little, because a large import settles its own articles.
 */
export async function settleTouched(
  stores: Stores,
  readContext: ReadContext,
  { articleIds, lists }: Touched,
): Promise<void> {
  const isMuch = articleIds.length >= FEW;
  if (!isMuch) {
    await recountWaiting(stores, readContext, lists);
    await relateThese(stores, readContext, articleIds);
  }
  const isLittleLeft = isMuch || (await stores.features.countStale(FEW)) < FEW;
  if (isLittleLeft) await settleWaiting(stores, readContext);
}
