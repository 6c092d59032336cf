import type { ReadContext } from '../../database/read-context.js';
import type { Stores } from '../../stores.js';

/**
 * Stores on the cards of articles how many of their comments readers can see. Everyone who writes
 * comments must call it afterwards.
 *
 * A count is stored, then counted again, until both agree. The last of several concurrent writers
 * has therefore counted the comments of all others, and no writer waits for another.
 */
export async function refreshCommentCounts(
  stores: Pick<Stores, 'article' | 'comment'>,
  readContext: ReadContext,
  articleIds: readonly string[],
): Promise<void> {
  for (let left = articleIds; left.length > 0; ) {
    const [stored, counted] = await Promise.all([
      stores.article.findCommentCounts(readContext, left),
      stores.comment.countReadable(readContext, left),
    ]);
    const wrong = new Map<string, number>();
    for (const [id, count] of stored) {
      const right = counted.get(id) ?? 0;
      if (count !== right) wrong.set(id, right);
    }
    await stores.article.setCommentCounts(wrong);
    left = [...wrong.keys()];
  }
}
