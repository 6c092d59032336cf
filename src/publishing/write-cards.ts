import { isConnectionLost } from '../database/connection-loss.js';
import type { Reading } from '../database/reading.js';
import { refusalOf } from '../database/refusal.js';
import { firstFreeNumber } from '../database/slug-claim.js';
import { steadily } from '../database/steadily.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { WriteOutcome } from '../editorial/article/article.writing.js';
import type { Stores } from '../stores.js';
import type { Outcome } from './outcome.js';
import { isRestored, type Prepared } from './prepare.js';

/**
 * Writes the cards of prepared articles, under slugs that are free, and tells what became of each;
 * `undefined` if somebody else has written the article since it was read.
 *
 * All go in together; those that something stands in the way of follow one by one, in their order.
 */
export async function writeCards(
  stores: Stores,
  reading: Reading,
  prepared: readonly Prepared[],
): Promise<ReadonlyMap<Prepared, Outcome | undefined>> {
  const added = prepared.filter(({ previous }) => previous === undefined);
  const changed = prepared.flatMap(({ card, previous }) =>
    previous === undefined ? [] : [{ card, previous }],
  );
  const left = await together(
    added.map(({ card }) => card),
    (cards) => stores.article.insertAll(cards),
  );
  const unsure = await together(
    changed.map(({ card }) => card),
    async (cards) => ((await stores.article.updateAll(changed)) ? [] : cards),
  );
  const outcomes = new Map<Prepared, Outcome | undefined>();
  for (const one of prepared) {
    const { card, previous } = one;
    const isIn = previous === undefined ? !left.cards.has(card) : !unsure.cards.has(card);
    const isAttempted = previous === undefined ? left.isUnknown : true;
    outcomes.set(one, isIn ? done(one) : await writeCard(stores, reading, one, isAttempted));
  }
  return outcomes;
}

function done(one: Prepared): Outcome {
  if (isRestored(one)) return { kind: 'UNCHANGED' };
  return { kind: one.previous === undefined ? 'CREATED' : 'UPDATED' };
}

/** Cards that are not known to be written, and whether some of them may be all the same. */
interface Left {
  readonly cards: ReadonlySet<ArticleDocument>;
  readonly isUnknown: boolean;
}

/**
 * Writes cards at once; `write` answers with those that did not go in. Where one is refused or the
 * connection is lost, that is all of them, since nobody knows how far it came.
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

/** Writes one card; an earlier attempt, of which nobody knows how it ended, may have written it. */
async function writeCard(
  stores: Stores,
  reading: Reading,
  one: Prepared,
  isAttempted: boolean,
): Promise<Outcome | undefined> {
  const { card, previous } = one;
  const write = (slugs: readonly string[]) => {
    const named = { ...card, slugs };
    return previous === undefined
      ? stores.article.insert(named)
      : stores.article.update({ card: named, previous });
  };
  let isRepeat = isAttempted;
  try {
    const outcome = await steadily(async (): Promise<WriteOutcome> => {
      if (isRepeat && (await isThere(stores, reading, card))) return { kind: 'WRITTEN' };
      isRepeat = true;
      return withFreeSlugs(stores, reading, card.slugs, write);
    });
    return outcome.kind === 'WRITTEN' ? done(one) : undefined;
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) throw error;
    return { kind: 'FAILED', reason };
  }
}

async function isThere(stores: Stores, reading: Reading, card: ArticleDocument): Promise<boolean> {
  const [found] = await stores.article.findCards(reading, [card._id]);
  return found?.entryHash === card.entryHash;
}

/**
 * Writes under the first free slugs: a current slug that is another's gets a number behind it, an
 * earlier one that is another's is given up.
 */
async function withFreeSlugs(
  stores: Stores,
  reading: Reading,
  slugs: readonly string[],
  write: (slugs: readonly string[]) => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  const [wished = 'untitled', ...rest] = slugs;
  let current = wished;
  let number = 1;
  let earlier: readonly string[] = rest;
  for (;;) {
    const outcome = await write([current, ...earlier.filter((slug) => slug !== current)]);
    if (outcome.kind !== 'SLUG_TAKEN') return outcome;
    if (outcome.slug === current) {
      number = number === 1 ? await firstFree(stores, reading, wished) : number + 1;
      current = `${wished}-${number}`;
    } else earlier = earlier.filter((slug) => slug !== outcome.slug);
  }
}

function firstFree(stores: Stores, reading: Reading, wished: string): Promise<number> {
  return firstFreeNumber(async (numbers) => {
    const slugs = numbers.map((number) => `${wished}-${number}`);
    const taken = await stores.article.findTakenSlugs(reading, slugs);
    return new Set(taken.map((slug) => Number(slug.slice(wished.length + 1))));
  });
}
