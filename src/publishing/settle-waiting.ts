import type { Reading } from '../database/reading.js';
import type { Stores } from '../stores.js';
import { recountWaiting } from './recount.js';
import { relateWaiting } from './relate.js';
import { markUnfinished } from './unfinished.js';

/** What was settled. */
export interface Settled {
  /** Lists that were counted. */
  readonly counted: number;
  /** Articles whose relatives were found. */
  readonly related: number;
}

/**
 * Counts the lists and finds the relatives that wait for it, those of imports that were killed
 * included; `onRelated` is told of articles as they are related.
 */
export async function settleWaiting(
  stores: Stores,
  reading: Reading,
  onRelated?: (articles: number) => void,
): Promise<Settled> {
  await markUnfinished(stores, reading);
  const counted = await recountWaiting(stores, reading);
  const related = await relateWaiting(stores, reading, onRelated);
  return { counted, related };
}
