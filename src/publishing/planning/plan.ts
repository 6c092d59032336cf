import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';
import { articleKey } from '../identity.js';
import type { IntentDocument } from '../journal/intent.document.js';
import type { Outcome } from '../outcome.js';
import { recognised } from './recognise.js';
import type { ToldArticles } from './told-articles.js';
import { hashOf, verdictOn } from './verdict.js';

/** An entry that is to be written, and what it is compared with. */
export interface PlannedEntry {
  readonly entry: ArticleEntry;
  readonly hash: string;
  /** The card that it follows, if the article is there. */
  readonly previous: ArticleDocument | undefined;
}

/** What is to be done with entries. */
export interface Plan {
  /** All entries in their order, under the identities by which their articles are known. */
  readonly entries: readonly ArticleEntry[];
  readonly toWrite: readonly PlannedEntry[];
  /** What becomes of those that need no writing. */
  readonly outcomes: ReadonlyMap<ArticleEntry, Outcome>;
  /** What interrupted imports have left undone on these articles. */
  readonly intents: readonly IntentDocument[];
}

/** What a plan is made with. */
export interface PlanningTools {
  /** The cards of these ids, whatever their state. */
  readonly findCards: (ids: readonly string[]) => Promise<readonly ArticleDocument[]>;
  /** The intents that interrupted imports have left on articles of these ids. */
  readonly findIntents: (ids: readonly string[]) => Promise<readonly IntentDocument[]>;
  /** What this import has brought so far. */
  readonly told: ToldArticles;
}

/**
 * Decides what is to be done with entries, by comparing them with what is there; writes nothing.
 *
 * An article that an interrupted import has left undone is written again though its card stands as
 * it should: comments and key terms of another version may be stored with it.
 */
export async function planEntries(
  given: readonly ArticleEntry[],
  { findCards, findIntents, told }: PlanningTools,
): Promise<Plan> {
  const entries = await recognised(given, findCards);
  const ids = entries.map(articleKey);
  const [found, intents] = await Promise.all([findCards(ids), findIntents(ids)]);
  const cards = new Map(found.map((card) => [card._id, card]));
  const interrupted = new Set(intents.flatMap(({ articleIds }) => articleIds));
  const hashes = new Map(entries.map((entry) => [entry, hashOf(entry)]));
  const outcomes = told.repeated(hashes);
  const toWrite: PlannedEntry[] = [];
  for (const [entry, hash] of hashes) {
    if (outcomes.has(entry)) continue;
    const id = articleKey(entry);
    const previous = cards.get(id);
    const isWrittenAgain = previous?.entryHash === hash && interrupted.has(id);
    const outcome = isWrittenAgain ? undefined : verdictOn(entry, hash, previous);
    if (outcome === undefined) toWrite.push({ entry, hash, previous });
    else outcomes.set(entry, outcome);
  }
  return { entries, toWrite, outcomes, intents };
}
