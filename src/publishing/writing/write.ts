import type { ReadContext } from '../../database/read-context.js';
import { refusalOf } from '../../database/refusal.js';
import type { ArticleDocument } from '../../editorial/article/article.document.js';
import { inColumns } from '../../editorial/related/related.features.js';
import type { Stores } from '../../stores.js';
import type { ArticleEntry } from '../entry.js';
import type { IntentDocument } from '../journal/intent.document.js';
import { markStale } from '../journal/repair.js';
import type { Writer } from '../lease/writer.js';
import { announceNames, type NameTools, showNames } from '../names/shown-names.js';
import type { Outcome } from '../outcome.js';
import type { Prepared } from '../preparing/prepare.js';
import { refreshCommentCounts } from './comment-counts.js';
import { writeCards } from './write-cards.js';
import { listsOf, writeParts } from './write-parts.js';

/** What writing articles needs. */
export interface WriteTools extends NameTools, Writer {
  readonly stores: Stores;
  readonly readContext: ReadContext;
}

/** Articles of which everything except the cards is written. */
export interface Founded {
  /** Absent if there is nothing to write. */
  readonly intent?: IntentDocument;
  readonly articles: readonly Prepared[];
  /** The entries that the database refused, with the reasons. */
  readonly refused: ReadonlyMap<ArticleEntry, Outcome>;
}

/**
 * Stores the intent to write the prepared articles, and writes all documents that their cards refer
 * to.
 *
 * Cards are not written here, so readers see no change yet. If the process is killed, the next
 * import finds the old card or none, and repeats the work. If the database refuses a document, only
 * its own entry fails.
 */
export async function layFoundations(
  tools: WriteTools,
  prepared: readonly Prepared[],
): Promise<Founded> {
  const refused = new Map<ArticleEntry, Outcome>();
  if (prepared.length === 0) return { articles: prepared, refused };
  const intent = await tools.intents.begin({
    articleIds: idsOf(prepared),
    lists: listsOf(prepared),
    unrelatedIds: prepared.flatMap(({ card, features }) => (features.isRelated ? [] : [card._id])),
  });
  const articles = await writeDivided(tools, prepared, async (one, reason) => {
    refused.set(one.entry, { kind: 'FAILED', reason });
    await withdraw(tools, one);
  });
  return { intent, articles, refused };
}

/**
 * Makes the topics and authors of articles visible, then writes the cards; returns the outcome of
 * each entry. Throws `LeaseLost` if another process holds the lease afterwards.
 */
export async function writeArticles(
  tools: WriteTools,
  { articles, refused }: Founded,
): Promise<ReadonlyMap<ArticleEntry, Outcome>> {
  const outcomes = new Map(refused);
  if (articles.length === 0) return outcomes;
  await tools.lease.attempt(() => announceNames(tools, articles));
  for (const [one, outcome] of await writeCards(tools, articles)) {
    outcomes.set(one.entry, outcome);
    if (outcome.kind === 'FAILED') await withdraw(tools, one);
  }
  await tools.lease.attempt(() => tools.lease.confirm());
  return outcomes;
}

/**
 * Does the work that follows after the cards are written, then ends their intent, and `leftIntents`
 * that earlier imports left for these articles.
 *
 * Articles that the database refused stay in the log, so that their stored version is written again
 * with the next import.
 */
export async function finishArticles(
  { stores, readContext, lease, intents, ...names }: WriteTools,
  { intent, articles }: Founded,
  written: ReadonlyMap<ArticleEntry, Outcome>,
  leftIntents: readonly IntentDocument[],
): Promise<void> {
  if (intent === undefined) return;
  const isFailed = ({ entry }: Prepared) => written.get(entry)?.kind === 'FAILED';
  const failed = articles.filter((one) => isFailed(one) && one.previous !== undefined);
  const match = articles.filter((one) => !isFailed(one));
  await lease.attempt(async () => {
    await showNames(names, previousOf(failed));
    await refreshCommentCounts(stores, readContext, idsOf(articles.filter(isKnown)));
    await markStale(stores, [intent]);
    await stores.intent.endArticles(leftIntents, idsOf(match));
  });
  if (failed.length === 0) intents.end(intent);
  else await intents.keepFor(intent, idsOf(match));
}

/**
 * Writes a batch at once. If the database refuses something, the batch is split in halves until the
 * refused entry is found.
 */
async function writeDivided(
  tools: WriteTools,
  prepared: readonly Prepared[],
  refuse: (one: Prepared, reason: string) => Promise<void>,
): Promise<readonly Prepared[]> {
  const [first] = prepared;
  if (first === undefined) return [];
  try {
    await tools.lease.attempt(() => writeParts(tools, prepared));
    return prepared;
  } catch (error) {
    const reason = refusalOf(error);
    if (reason === undefined) throw error;
    if (prepared.length === 1) {
      await refuse(first, reason);
      return [];
    }
    const half = Math.ceil(prepared.length / 2);
    const former = await writeDivided(tools, prepared.slice(0, half), refuse);
    return [...former, ...(await writeDivided(tools, prepared.slice(half), refuse))];
  }
}

/**
 * Clears the features of an article whose card was never written, so that no article is related to
 * it.
 */
async function withdraw(
  { stores, lease }: WriteTools,
  { card, previous }: Prepared,
): Promise<void> {
  if (previous !== undefined) return;
  await lease.attempt(() => stores.features.put([{ _id: card._id, ...inColumns([]) }]));
}

function isKnown({ previous }: Prepared): boolean {
  return previous !== undefined;
}

function previousOf(prepared: readonly Prepared[]): ArticleDocument[] {
  return prepared.flatMap(({ previous }) => previous ?? []);
}

function idsOf(prepared: readonly Prepared[]): string[] {
  return prepared.map(({ card }) => card._id);
}
