import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';
import { articleKey } from '../identity.js';
import type { IntentDocument } from '../journal/intent.document.js';
import type { Outcome } from '../outcome.js';
import { hashOf, outcomeWithoutWriting } from './change-detection.js';
import { recognised } from './recognise.js';
import type { SeenArticles } from './seen-articles.js';

/** An entry that must be written, with what it was compared with. */
export interface PlannedEntry {
  readonly entry: ArticleEntry;
  readonly hash: string;
  /** The stored card; `undefined` for a new article. */
  readonly previous: ArticleDocument | undefined;
}

/** The decision for each entry of a batch. */
export interface Plan {
  /** All entries in their order, with the identities under which their articles are stored. */
  readonly entries: readonly ArticleEntry[];
  readonly toWrite: readonly PlannedEntry[];
  /** The outcomes of the entries that need not be written. */
  readonly outcomes: ReadonlyMap<ArticleEntry, Outcome>;
  /** The intents that interrupted imports have left for these articles. */
  readonly intents: readonly IntentDocument[];
}

/** What planning needs. */
export interface PlanningTools {
  /** Reads the cards of these ids, whatever their status. */
  readonly findCards: (ids: readonly string[]) => Promise<readonly ArticleDocument[]>;
  /** Reads the intents that interrupted imports have left for these articles. */
  readonly findIntents: (ids: readonly string[]) => Promise<readonly IntentDocument[]>;
  /** The articles that this import has contained so far. */
  readonly declared: SeenArticles;
}

/**
 * Decides what must be done with each entry, by comparing it with the stored card. Writes nothing.
 *
 * An article with an intent of an interrupted import is written again even if its card is up to
 * date, because its stored comments and features may belong to another version.
 */
export async function planEntries(
  given: readonly ArticleEntry[],
  { findCards, findIntents, declared }: PlanningTools,
): Promise<Plan> {
  const entries = await recognised(given, findCards);
  const ids = entries.map(articleKey);
  const [found, intents] = await Promise.all([findCards(ids), findIntents(ids)]);
  const cards = new Map(found.map((card) => [card._id, card]));
  const interrupted = new Set(intents.flatMap(({ articleIds }) => articleIds));
  const hashes = new Map(entries.map((entry) => [entry, hashOf(entry)]));
  const outcomes = declared.repeated(hashes);
  const toWrite: PlannedEntry[] = [];
  for (const [entry, hash] of hashes) {
    if (outcomes.has(entry)) continue;
    const id = articleKey(entry);
    const previous = cards.get(id);
    const isWrittenAgain = previous?.entryHash === hash && interrupted.has(id);
    const outcome = isWrittenAgain ? undefined : outcomeWithoutWriting(entry, hash, previous);
    if (outcome === undefined) toWrite.push({ entry, hash, previous });
    else outcomes.set(entry, outcome);
  }
  return { entries, toWrite, outcomes, intents };
}
