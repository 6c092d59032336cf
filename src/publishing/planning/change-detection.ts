import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';
import { contentHash } from '../identity.js';
import type { Outcome } from '../outcome.js';
import { excessOf } from './excess.js';

/**
 * Must be incremented when the pipeline makes different cards of the same entries, so that the next
 * import writes them again.
 */
const PIPELINE_VERSION = 4;

/**
 * The hash of an entry's content, by which a later import detects that it is unchanged.
 *
 * Not included: the position in the source, a former identity, and a guessed date. `SCHEDULED` with
 * a date is hashed as `PUBLISHED`, because both mean that readers see the article from
 * `publishedAt` on. Most sources choose between the two by the current time, so the status changes
 * at that moment although the content does not.
 */
export function hashOf({ place: _, formerIdentity: _former, ...entry }: ArticleEntry): string {
  const { publishedAt, isDateAssumed } = entry;
  const isByDate = entry.status === 'SCHEDULED' && publishedAt !== undefined;
  const status = isByDate ? 'PUBLISHED' : entry.status;
  const declared = { ...entry, status, ...(isDateAssumed ? { publishedAt: undefined } : {}) };
  return contentHash({ ...declared, pipeline: PIPELINE_VERSION });
}

/**
 * The outcome of an entry that need not be written: it is unchanged, was deleted at the source
 * before its first import, or exceeds a limit. `undefined` for an entry that must be written.
 */
export function outcomeWithoutWriting(
  entry: ArticleEntry,
  hash: string,
  card: ArticleDocument | undefined,
): Outcome | undefined {
  if (card?.entryHash === hash) return { kind: 'UNCHANGED' };
  if (entry.isTrashed && card === undefined) return { kind: 'SKIPPED', reason: 'post in trash' };
  const reason = excessOf(entry);
  return reason === undefined ? undefined : { kind: 'FAILED', reason };
}
