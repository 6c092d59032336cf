import { steadily } from '../database/steadily.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { UnfinishedDocument } from '../editorial/unfinished/unfinished.document.js';
import { isRestored, type Prepared } from './prepare.js';
import { currentPaths, fileAs, refileCards } from './refile.js';
import { confirmNames, type NameTools } from './shown-names.js';
import { markAgain } from './unfinished.js';
import type { Written } from './write.js';

/**
 * After cards were written: what another import may have done meanwhile to the names that they
 * carry, to what they are about and to where their topics hang is made good.
 */
export async function confirmWritten(
  tools: NameTools,
  prepared: readonly Prepared[],
  written: Written,
): Promise<void> {
  await steadily(() => confirmNames(tools, prepared, written));
  const standing = prepared.filter(isStandingIn(written));
  await steadily(() => confirmSignals(tools, standing));
  await confirmPlaces(
    tools,
    standing.map(({ card }) => card),
  );
}

/**
 * Ends the work of writing articles, and on these what others had begun before: what is to follow
 * theirs is marked once more, since they may have been killed.
 *
 * What the database refused stays begun, so that the version that stands is written anew with the
 * next import of it; so does what another is about to make of an article that stands as it did.
 * Tells whether the work itself is done wholly.
 */
export async function endWork(
  { stores }: NameTools,
  work: UnfinishedDocument,
  written: Written,
  others: readonly UnfinishedDocument[],
  prepared: readonly Prepared[],
): Promise<boolean> {
  const isRefused = ({ entry, previous }: Prepared) =>
    written.get(entry)?.kind === 'FAILED' && previous !== undefined;
  if (others.length > 0) await markAgain(stores, others);
  const standing = prepared.filter(isStandingIn(written));
  const restored = standing.filter(isRestored);
  await stores.unfinished.endOn(others, idsOf(standing.filter((one) => !isRestored(one))));
  await stores.unfinished.endOn(
    others,
    idsOf(restored),
    restored.map(({ card }) => card.entryHash),
  );
  if (!prepared.some(isRefused)) return true;
  await stores.unfinished.endOn([work], idsOf(prepared.filter((one) => !isRefused(one))));
  return false;
}

function isStandingIn(written: Written): (one: Prepared) => boolean {
  return ({ entry }) =>
    ['CREATED', 'UPDATED', 'UNCHANGED'].includes(written.get(entry)?.kind ?? '');
}

function idsOf(prepared: readonly Prepared[]): string[] {
  return prepared.map(({ card }) => card._id);
}

/** A topic that moves takes what its articles are about along, as it was before they changed. */
async function confirmSignals(
  { stores, reading }: NameTools,
  standing: readonly Prepared[],
): Promise<void> {
  const changed = standing.filter(({ previous }) => previous !== undefined);
  if (changed.length === 0) return;
  const ids = changed.map(({ card }) => card._id);
  const found = await stores.signal.findByIds(reading, ids);
  const names = new Map(found.map((signal) => [signal._id, signal.names.join('\n')]));
  const others = changed.filter(
    ({ signals }) => names.get(signals._id) !== signals.names.join('\n'),
  );
  if (others.length === 0) return;
  await stores.signal.put(others.map(({ signals }) => signals));
  const listed = others.map(({ card }) => card).filter(({ lists }) => lists.length > 0);
  await fileAs({ stores, reading }, listed, currentPaths({ stores, reading }));
}

/** An import files articles by what it remembers of their topics. */
async function confirmPlaces(tools: NameTools, cards: readonly ArticleDocument[]): Promise<void> {
  const { isOutdated } = await steadily(() => refileCards(tools, cards));
  if (isOutdated) tools.topics.forget();
}
