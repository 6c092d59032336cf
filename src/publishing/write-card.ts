import type { Reading } from '../database/reading.js';
import { slugCandidates } from '../database/slug-claim.js';
import { steadily } from '../database/steadily.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { WriteOutcome } from '../editorial/article/article.writing.js';
import type { Stores } from '../stores.js';
import type { Outcome } from './outcome.js';
import type { Prepared } from './prepare.js';

/**
 * Writes the card of a prepared article, under slugs that are free; `undefined` if somebody else
 * has written the article since it was read.
 *
 * When the connection is lost under the write, the card itself tells whether it went in.
 */
export async function writeCard(
  stores: Stores,
  reading: Reading,
  { card, previous }: Prepared,
): Promise<Outcome | undefined> {
  const write = (slugs: readonly string[]) => {
    const named = { ...card, slugs };
    return previous === undefined
      ? stores.article.insert(named)
      : stores.article.update(named, previous);
  };
  let isRepeat = false;
  const outcome = await steadily(async (): Promise<WriteOutcome> => {
    if (isRepeat && (await isThere(stores, reading, card))) return { kind: 'WRITTEN' };
    isRepeat = true;
    return withFreeSlugs(card.slugs, write);
  });
  if (outcome.kind !== 'WRITTEN') return undefined;
  return { kind: previous === undefined ? 'CREATED' : 'UPDATED' };
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
  slugs: readonly string[],
  write: (slugs: readonly string[]) => Promise<WriteOutcome>,
): Promise<WriteOutcome> {
  const [wished = 'untitled', ...rest] = slugs;
  const candidates = slugCandidates(wished);
  let current = candidates.next().value ?? wished;
  let earlier: readonly string[] = rest;
  for (;;) {
    const outcome = await write([current, ...earlier.filter((slug) => slug !== current)]);
    if (outcome.kind !== 'SLUG_TAKEN') return outcome;
    if (outcome.slug === current) current = candidates.next().value ?? `${wished}-${Date.now()}`;
    else earlier = earlier.filter((slug) => slug !== outcome.slug);
  }
}
