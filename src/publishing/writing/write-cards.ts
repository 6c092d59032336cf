import { isConnectionLost } from '../../database/connection-loss.js';
import type { ReadContext } from '../../database/read-context.js';
import { refusalOf } from '../../database/refusal.js';
import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { WriteOutcome } from '../../editorial/article/article.writing.js';
import type { Stores } from '../../stores.js';
import { type Lease, LeaseLost } from '../lease/lease.js';
import type { Outcome } from '../outcome.js';
import { isRestored, type Prepared } from '../preparing/prepare.js';
import { withFreeSlugs } from '../slugs/free-slug.js';

/** What writing cards needs. */
interface CardTools {
  readonly stores: Stores;
  readonly readContext: ReadContext;
  readonly lease: Lease;
}

/**
 * Writes the cards of prepared articles, under slugs that are free; returns the outcome of each.
 *
 * All cards are first written in bulk; those that could not be written follow one by one, in their
 * order. A stored card is only replaced if it is the one that the new card was made from. If
 * another process has written the article since, the lease is lost, and `LeaseLost` is thrown.
 */
export async function writeCards(
  tools: CardTools,
  prepared: readonly Prepared[],
): Promise<ReadonlyMap<Prepared, Outcome>> {
  const { stores, lease } = tools;
  const added = prepared.filter(({ previous }) => previous === undefined);
  const changed = prepared.flatMap(({ card, previous }) =>
    previous === undefined ? [] : [{ card, previous }],
  );
  // Throws if the lease is lost. The bulk write is tried once: after a lost connection, the rest is
  // written one by one.
  lease.signal.throwIfAborted();
  const left = await together(
    added.map(({ card }) => card),
    (cards) => stores.article.insertAll(cards),
  );
  const unsure = await together(
    changed.map(({ card }) => card),
    async (cards) => ((await stores.article.updateAll(changed)) ? [] : cards),
  );
  const outcomes = new Map<Prepared, Outcome>();
  for (const one of prepared) {
    const { card, previous } = one;
    const isIn = previous === undefined ? !left.cards.has(card) : !unsure.cards.has(card);
    const isAttempted = previous === undefined ? left.isUnknown : true;
    outcomes.set(one, isIn ? done(one) : await writeCard(tools, one, isAttempted));
  }
  return outcomes;
}

function done(one: Prepared): Outcome {
  if (isRestored(one)) return { kind: 'UNCHANGED' };
  return { kind: one.previous === undefined ? 'CREATED' : 'UPDATED' };
}

/**
 * The cards that a bulk write may not have written, and whether it is unknown which of them it
 * wrote.
 */
interface Left {
  readonly cards: ReadonlySet<ArticleDocument>;
  readonly isUnknown: boolean;
}

/**
 * Writes cards in bulk. `write` returns the cards that were not written. If the database refuses
 * one or the connection is lost, it is unknown how many were written, and all are returned.
 */
async function together(
  cards: readonly ArticleDocument[],
  write: (cards: readonly ArticleDocument[]) => Promise<readonly ArticleDocument[]>,
): Promise<Left> {
  try {
    return { cards: new Set(await write(cards)), isUnknown: false };
  } catch (error) {
    if (!isConnectionLost(error) && refusalOf(error) === undefined) throw error;
    return { cards: new Set(cards), isUnknown: true };
  }
}

/** Writes one card. An earlier attempt with an unknown result may already have written it. */
async function writeCard(
  { stores, readContext, lease }: CardTools,
  one: Prepared,
  isAttempted: boolean,
): Promise<Outcome> {
  const { card, previous } = one;
  const write = (slugs: readonly string[]) => {
    const named = { ...card, slugs };
    return previous === undefined
      ? stores.article.insert(named)
      : stores.article.update({ card: named, previous });
  };
  let isRepeat = isAttempted;
  try {
    const outcome = await lease.attempt(async (): Promise<WriteOutcome> => {
      if (isRepeat && (await isThere(stores, readContext, card))) return { kind: 'WRITTEN' };
      isRepeat = true;
      return withFreeSlugs(stores, readContext, card.slugs, write);
    });
    if (outcome.kind === 'WRITTEN') return done(one);
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) throw error;
    return { kind: 'FAILED', reason };
  }
  await lease.confirm();
  throw new LeaseLost();
}

async function isThere(
  stores: Stores,
  readContext: ReadContext,
  card: ArticleDocument,
): Promise<boolean> {
  const [found] = await stores.article.findCards(readContext, [card._id]);
  return found?.entryHash === card.entryHash;
}
