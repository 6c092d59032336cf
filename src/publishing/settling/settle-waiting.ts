import type { Reading } from '../../database/reading.js';
import type { Stores } from '../../stores.js';
import { relateThese, relateWaiting } from '../related/relate.js';
import { recountWaiting } from './recount.js';

/** So many articles that wait are not left to whoever brought them. */
const FEW = 200;

/** What was settled. */
export interface Settled {
  /** Lists that were counted. */
  readonly counted: number;
  /** Articles whose relatives were found. */
  readonly related: number;
}

/**
 * Counts the lists and finds the relatives that wait for it; `onRelated` is told of articles as
 * they are related.
 */
export async function settleWaiting(
  stores: Stores,
  reading: Reading,
  onRelated?: (articles: number) => void,
): Promise<Settled> {
  const counted = await recountWaiting(stores, reading);
  const related = await relateWaiting(stores, reading, onRelated);
  return { counted, related };
}

/** What something has touched: articles, and the lists that they enter or leave. */
export interface Touched {
  readonly articleIds: readonly string[];
  readonly lists: readonly number[];
}

/**
 * Counts the lists and finds the relatives that wait because of a few articles, and all else only
 * if that is little: a large import settles by itself what it brings.
 */
export async function settleTouched(
  stores: Stores,
  reading: Reading,
  { articleIds, lists }: Touched,
): Promise<void> {
  const isMuch = articleIds.length >= FEW;
  if (!isMuch) {
    await recountWaiting(stores, reading, lists);
    await relateThese(stores, reading, articleIds);
  }
  const isLittleLeft = isMuch || (await stores.signal.countStale(FEW)) < FEW;
  if (isLittleLeft) await settleWaiting(stores, reading);
}
