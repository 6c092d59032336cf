import { type Collection, MongoServerError } from 'mongodb';
import { insertNew, UNORDERED } from '../../database/bulk.js';
import { DUPLICATE_KEY, hasCode } from '../../database/collections.js';
import type { ArticleDocument } from './article.document.js';

/** What became of a card. */
export type WriteOutcome =
  | { readonly kind: 'WRITTEN' }
  /** Somebody else has put it in, or changed it, since it was read. */
  | { readonly kind: 'CHANGED_MEANWHILE' }
  /** One of its slugs is another article's. */
  | { readonly kind: 'SLUG_TAKEN'; readonly slug: string };

/** A changed card, and what it was made from. */
export interface CardChange {
  readonly card: ArticleDocument;
  readonly previous: Pick<ArticleDocument, 'revision' | 'entryHash'>;
}

/**
 * Puts new cards in, in one command, and answers with those that found something in their way;
 * what it is, an `insertCard` of each tells.
 */
export function insertCards(
  cards: Collection<ArticleDocument>,
  all: readonly ArticleDocument[],
): Promise<ArticleDocument[]> {
  return insertNew(all, (added) => cards.insertMany(added, UNORDERED));
}

/** Puts a new card in, in one atomic write. */
export function insertCard(
  cards: Collection<ArticleDocument>,
  card: ArticleDocument,
): Promise<WriteOutcome> {
  return outcomeOf(async () => {
    await cards.insertOne(card);
    return true;
  });
}

/**
 * Puts a changed card in the place of the one that was read.
 *
 * Comparing what it was made from makes two imports at once safe without a transaction.
 */
export function updateCard(
  cards: Collection<ArticleDocument>,
  { card, previous }: CardChange,
): Promise<WriteOutcome> {
  const { revision, entryHash } = previous;
  return outcomeOf(async () => {
    const { matchedCount } = await cards.replaceOne({ _id: card._id, revision, entryHash }, card);
    return matchedCount === 1;
  });
}

/**
 * Puts changed cards in the places of those that were read, in one command, and tells whether all
 * went in; if not, nobody knows which, and an `updateCard` of each tells.
 */
export async function updateCards(
  cards: Collection<ArticleDocument>,
  changes: readonly CardChange[],
): Promise<boolean> {
  if (changes.length === 0) return true;
  try {
    const { matchedCount } = await cards.bulkWrite(
      changes.map(({ card, previous: { revision, entryHash } }) => ({
        replaceOne: { filter: { _id: card._id, revision, entryHash }, replacement: card },
      })),
      UNORDERED,
    );
    return matchedCount === changes.length;
  } catch (error) {
    if (hasCode(error, DUPLICATE_KEY)) return false;
    throw error;
  }
}

async function outcomeOf(write: () => Promise<boolean>): Promise<WriteOutcome> {
  try {
    return { kind: (await write()) ? 'WRITTEN' : 'CHANGED_MEANWHILE' };
  } catch (error) {
    if (!hasCode(error, DUPLICATE_KEY)) throw error;
    const slug = slugInConflict(error);
    return slug === undefined ? { kind: 'CHANGED_MEANWHILE' } : { kind: 'SLUG_TAKEN', slug };
  }
}

function slugInConflict(error: unknown): string | undefined {
  if (!(error instanceof MongoServerError)) return undefined;
  const value: unknown = error.keyValue;
  if (typeof value !== 'object' || value === null || !('slugs' in value)) return undefined;
  return typeof value.slugs === 'string' ? value.slugs : undefined;
}
