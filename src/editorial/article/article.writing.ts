import { type Collection, MongoServerError } from 'mongodb';
import { insertNew, UNORDERED } from '../../database/bulk.js';
import { DUPLICATE_KEY, hasCode } from '../../database/collections.js';
import type { ArticleDocument } from './article.document.js';

/** What became of a card. */
export type WriteOutcome =
  | { readonly kind: 'WRITTEN' }
  /** Another process has put it in, or changed it, since it was read. */
  | { readonly kind: 'CHANGED_MEANWHILE' }
  /** One of its slugs is another article's. */
  | { readonly kind: 'SLUG_TAKEN'; readonly slug: string };

/** A changed card, and what it was made from. */
export interface CardChange {
  readonly card: ArticleDocument;
  readonly previous: ArticleDocument;
}

/** The writes of whole cards. */
export interface CardWriting {
  /**
   * Puts new cards in, in one command, and answers with those that found something in their way;
   * what it is, an `insert` of each tells.
   */
  insertAll(cards: readonly ArticleDocument[]): Promise<ArticleDocument[]>;
  /** Puts a new card in, in one atomic write; tells what stands in the way otherwise. */
  insert(card: ArticleDocument): Promise<WriteOutcome>;
  /**
   * Puts a changed card in the place of the one that was read, but for the count of comments, which
   * others may move meanwhile.
   *
   * Comparing what it was made from is the fence of the lease: a process that has lost it, and does
   * not know it yet, writes nothing.
   */
  update(change: CardChange): Promise<WriteOutcome>;
  /**
   * Puts changed cards in the places of those that were read, in one command, and tells whether all
   * went in; if not, nobody knows which, and an `update` of each tells.
   */
  updateAll(changes: readonly CardChange[]): Promise<boolean>;
}

/** The writes of whole cards in a collection. */
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
  // Related posts move by themselves; only those that an entry brings are written here.
  const set = related === previous.related ? rest : { ...rest, related };
  const absent = OPTIONAL_FIELDS.filter((field) => card[field] === undefined);
  return {
    filter: { _id, revision, entryHash },
    update: { $set: set, $unset: Object.fromEntries(absent.map((field) => [field, '' as const])) },
  };
}

/** What a card may lack, and must lack in the database too. */
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
