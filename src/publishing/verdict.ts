import type { ArticleDocument } from '../editorial/article/article.document.js';
import type { ArticleEntry } from './entry.js';
import { excessOf } from './excess.js';
import { contentHash } from './identity.js';
import type { Outcome } from './outcome.js';

/** Rises when the pipeline makes other cards of the same entries, so that an import renews them. */
const PIPELINE_VERSION = 4;

/**
 * The hash of all that an entry says: where it stands in its file does not make it another, nor by
 * what it may have been known, nor when a date was guessed.
 */
export function hashOf({ place: _, formerIdentity: _former, ...entry }: ArticleEntry): string {
  const told = entry.isDateAssumed ? { ...entry, publishedAt: undefined } : entry;
  return contentHash({ ...told, pipeline: PIPELINE_VERSION });
}

/**
 * What becomes of an entry that needs no work: it is as it was, was thrown away before it ever came
 * here, or has too much of something. `undefined` for one that must be measured and written.
 */
export function verdictOn(
  entry: ArticleEntry,
  hash: string,
  card: ArticleDocument | undefined,
): Outcome | undefined {
  if (card?.entryHash === hash) return { kind: 'UNCHANGED' };
  if (entry.isTrashed && card === undefined) return { kind: 'SKIPPED', reason: 'post in trash' };
  const reason = excessOf(entry);
  return reason === undefined ? undefined : { kind: 'FAILED', reason };
}
