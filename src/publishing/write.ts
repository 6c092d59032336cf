import { groupedBy } from '../database/batching.js';
import type { Reading } from '../database/reading.js';
import { slugCandidates } from '../database/slug-claim.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { WriteOutcome } from '../editorial/article/article.writing.js';
import type { Stores } from '../stores.js';
import type { ArticleEntry } from './entry.js';
import type { Prepared } from './prepare.js';
import type { Outcome } from './publisher.js';

/**
 * Writes prepared articles, and tells what became of each; `undefined` means «look again», since
 * somebody else has written it meanwhile.
 *
 * Marks come first, then all that a card refers to, then the cards: killed at any moment, the next
 * import finds an old card or none, and repeats.
 */
export async function writeArticles(
  stores: Stores,
  reading: Reading,
  prepared: readonly Prepared[],
): Promise<ReadonlyMap<ArticleEntry, Outcome | undefined>> {
  if (prepared.length === 0) return new Map();
  const lists = prepared.flatMap(({ card, previous }) => [
    ...card.lists,
    ...(previous?.lists ?? []),
  ]);
  await stores.listCount.markStale([...new Set(lists)]);
  await stores.signal.put(prepared.map(({ signals }) => signals));
  await stores.comment.put(prepared.flatMap(({ comments }) => comments));
  await stores.share.putMissing(prepared.flatMap(({ shares }) => shares ?? []));
  await stores.body.put(prepared.map(({ body }) => body));
  const counted = await withKnownComments(stores, reading, prepared);
  const outcomes = new Map<ArticleEntry, Outcome | undefined>();
  for (const { entry, card, previous } of counted) {
    outcomes.set(entry, await writeCard(stores, card, previous));
  }
  return outcomes;
}

/** Comments that did not come from the source count as well. */
async function withKnownComments(
  stores: Stores,
  reading: Reading,
  prepared: readonly Prepared[],
): Promise<readonly Prepared[]> {
  const known = prepared.filter(({ previous }) => previous !== undefined);
  if (known.length === 0) return prepared;
  const ids = known.map(({ card }) => card._id);
  const comments = groupedBy(
    await stores.comment.findOfArticles(reading, ids),
    ({ articleId }) => articleId,
  );
  return prepared.map((each) => {
    const all = comments.get(each.card._id);
    if (all === undefined) return each;
    const commentCount = all.filter(({ list }) => list !== undefined).length;
    return { ...each, card: { ...each.card, commentCount } };
  });
}

async function writeCard(
  stores: Stores,
  card: ArticleDocument,
  previous: ArticleDocument | undefined,
): Promise<Outcome | undefined> {
  const write = (slugs: readonly string[]) => {
    const named = { ...card, slugs };
    return previous === undefined
      ? stores.article.insert(named)
      : stores.article.update(named, previous);
  };
  const outcome = await withFreeSlugs(card.slugs, write);
  if (outcome.kind !== 'WRITTEN') return undefined;
  return { kind: previous === undefined ? 'CREATED' : 'UPDATED' };
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
