import type { Collection } from 'mongodb';
import { hasCode } from '../../database/collections.js';
import { concernsIndexOn, DUPLICATE_KEY } from '../../database/slug-claim.js';
import type { ArticleDocument } from './article.document.js';

/** What became of a new card: in; another import has put the same article in; or a slug is another's. */
export type InsertOutcome = 'INSERTED' | 'EXISTS' | 'SLUG_TAKEN';

/** What became of a changed card: in; somebody changed it meanwhile; or a slug is another's. */
export type UpdateOutcome = 'UPDATED' | 'CHANGED_MEANWHILE' | 'SLUG_TAKEN';

/** Puts a new card in, in one atomic write. */
export async function insertCard(
  cards: Collection<ArticleDocument>,
  card: ArticleDocument,
): Promise<InsertOutcome> {
  try {
    await cards.insertOne(card);
    return 'INSERTED';
  } catch (error) {
    if (!hasCode(error, DUPLICATE_KEY)) throw error;
    return concernsIndexOn(error, 'slugs') ? 'SLUG_TAKEN' : 'EXISTS';
  }
}

/**
 * Puts a changed card in the place of the one that carries the revision before.
 *
 * Comparing revisions makes two imports at once safe without a transaction.
 */
export async function updateCard(
  cards: Collection<ArticleDocument>,
  card: ArticleDocument,
  previousRevision: number,
): Promise<UpdateOutcome> {
  try {
    const { matchedCount } = await cards.replaceOne(
      { _id: card._id, revision: previousRevision },
      card,
    );
    return matchedCount === 1 ? 'UPDATED' : 'CHANGED_MEANWHILE';
  } catch (error) {
    if (!hasCode(error, DUPLICATE_KEY) || !concernsIndexOn(error, 'slugs')) throw error;
    return 'SLUG_TAKEN';
  }
}
