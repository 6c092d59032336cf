import type { Reading } from '../../database/reading.js';
import type { Stores } from '../../stores.js';

/**
 * Stores on cards how many comments of their articles can be read. To be called after comments were
 * written, by whoever wrote them.
 *
 * A count is set and then compared once more with a new one, until both agree. So whoever sets one
 * last has counted all that others wrote before, and no writer needs to wait for another.
 */
export async function refreshCommentCounts(
  stores: Pick<Stores, 'article' | 'comment'>,
  reading: Reading,
  articleIds: readonly string[],
): Promise<void> {
  for (let left = articleIds; left.length > 0; ) {
    const [stored, counted] = await Promise.all([
      stores.article.findCommentCounts(reading, left),
      stores.comment.countReadable(reading, left),
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
