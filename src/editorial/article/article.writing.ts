import { type Collection, MongoServerError } from 'mongodb';
import { insertNew, UNORDERED } from '../../database/bulk.js';
import { DUPLICATE_KEY, hasCode } from '../../database/collections.js';
import type { ArticleDocument } from './article.document.js';

/** The result of writing a card. */
export type WriteOutcome =
  | { readonly kind: 'WRITTEN' }
  /** Another process has inserted or changed the card since it was read. */
  | { readonly kind: 'CHANGED_MEANWHILE' }
  /** One of its slugs belongs to another article. */
  | { readonly kind: 'SLUG_TAKEN'; readonly slug: string };

/** A changed card, and the card that it was made from. */
export interface CardChange {
  readonly card: ArticleDocument;
  readonly previous: ArticleDocument;
}

/** Writes whole cards. */
export interface CardWriting {
  /**
   * Inserts new cards in one command. Returns those that were not inserted; call `insert` for each
   * of them to learn the reason.
   */
  insertAll(cards: readonly ArticleDocument[]): Promise<ArticleDocument[]>;
  /** Inserts a new card in one atomic write. Returns the reason if that is not possible. */
  insert(card: ArticleDocument): Promise<WriteOutcome>;
  /**
   * Replaces a card that was read by a changed one, except for the comment count, which other
   * processes may change in the meantime.
   *
   * The filter compares the card that the change was made from. This protects against a process
   * that has lost the lease without knowing it: its update matches nothing.
   */
  update(change: CardChange): Promise<WriteOutcome>;
  /**
   * Replaces cards that were read by changed ones in one command. Returns whether all were written;
   * if not, call `update` for each of them to learn which.
   */
  updateAll(changes: readonly CardChange[]): Promise<boolean>;
}

/** Creates the writes of whole cards in a collection. */
export function cardWriting(cards: Collection<ArticleDocument>): CardWriting {
  return {
    insertAll: (all) => insertNew(all, (added) => cards.insertMany(added, UNORDERED)),
    insert: (card) =>
      outcomeOf(async () => {
        await cards.insertOne(card);
        return true;
      }),
    update: (change) =>
      outcomeOf(async () => {
        const { filter, update } = writeOf(change);
        return (await cards.updateOne(filter, update)).matchedCount === 1;
      }),
    updateAll: (changes) => updateAll(cards, changes),
  };
}

function writeOf({ card, previous }: CardChange) {
  const { revision, entryHash } = previous;
  const { _id, commentCount: _, related, ...rest } = card;
  // Related articles are updated separately; they are only written here if the entry changes them.
  const set = related === previous.related ? rest : { ...rest, related };
  const absent = OPTIONAL_FIELDS.filter((field) => card[field] === undefined);
  return {
    filter: { _id, revision, entryHash },
    update: { $set: set, $unset: Object.fromEntries(absent.map((field) => [field, '' as const])) },
  };
}

/** Fields that a card may lack, and that are then removed in the database. */
const OPTIONAL_FIELDS = [
  ...(['addresses', 'standfirst', 'isProtected', 'source', 'image'] as const),
  ...(['publishedAt', 'withdrawnAt'] as const),
];

async function updateAll(
  cards: Collection<ArticleDocument>,
  changes: readonly CardChange[],
): Promise<boolean> {
  if (changes.length === 0) return true;
  try {
    const { matchedCount } = await cards.bulkWrite(
      changes.map((change) => ({ updateOne: writeOf(change) })),
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
