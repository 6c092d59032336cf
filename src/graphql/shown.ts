import type { Context } from '../context.js';
import { isShown, type ShownDocument } from '../database/name-list.js';

/** What a reader may know of: itself from its moment on, else `null`, as if it did not exist. */
export async function ifShown<T extends ShownDocument>(
  { reading }: Context,
  loading: Promise<T | null>,
): Promise<T | null> {
  const found = await loading;
  return found !== null && isShown(reading, found) ? found : null;
}
