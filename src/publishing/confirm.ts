import { steadily } from '../database/steadily.js';
import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { UnfinishedDocument } from '../editorial/unfinished/unfinished.document.js';
import type { Prepared } from './prepare.js';
import { refileCards } from './refile.js';
import { announceComing, confirmNames, type NameTools } from './shown-names.js';
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
  const standing = prepared.filter(({ entry }) => {
    const kind = written.get(entry)?.kind;
    return kind === 'CREATED' || kind === 'UPDATED';
  });
  await steadily(() => confirmSignals(tools, standing));
  await confirmPlaces(
    tools,
    standing.map(({ card }) => card),
  );
}

/**
 * Does what must follow cards that stand as they should, as far as they are part of works of others
 * that were begun: the import that wrote them may have been killed behind them.
 */
export async function endOnBehalf(
  tools: NameTools,
  cards: readonly ArticleDocument[],
  works: readonly UnfinishedDocument[],
): Promise<void> {
  const { stores } = tools;
  const begun = new Set(works.flatMap(({ ids }) => ids));
  const concerned = cards.filter(({ _id }) => begun.has(_id));
  if (concerned.length === 0) return;
  await markAgain(stores, works);
  await announceComing(tools, concerned);
  await confirmPlaces(tools, concerned);
  const ids = concerned.map(({ _id }) => _id);
  await stores.unfinished.endOn(works, ids);
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
  if (others.length > 0) await stores.signal.put(others.map(({ signals }) => signals));
}

/** An import files articles by what it remembers of their topics. */
async function confirmPlaces(tools: NameTools, cards: readonly ArticleDocument[]): Promise<void> {
  const { isOutdated } = await steadily(() => refileCards(tools, cards));
  if (isOutdated) tools.topics.forget();
}
