import type { ArticleDocument } from '../../editorial/article/article.document.js';
import type { ArticleEntry } from '../entry.js';
import { contentHash } from '../identity.js';
import type { Outcome } from '../outcome.js';
import { excessOf } from './excess.js';

/** Rises when the pipeline makes other cards of the same entries, so that an import renews them. */
const PIPELINE_VERSION = 4;

/**
 * The hash of all that an entry says, by which a later import recognises it as unchanged.
 *
 * Left out: the place in the file, a former identity, and a date that the importer guessed.
 * `SCHEDULED` with a date counts as `PUBLISHED`, since both mean "readers see it from `publishedAt`
 * on". Most sources choose between the two by the clock, so the same file says the one before that
 * moment and the other after it.
 */
export function hashOf({ place: _, formerIdentity: _former, ...entry }: ArticleEntry): string {
  const { publishedAt, isDateAssumed } = entry;
  const isByDate = entry.status === 'SCHEDULED' && publishedAt !== undefined;
  const status = isByDate ? 'PUBLISHED' : entry.status;
  const told = { ...entry, status, ...(isDateAssumed ? { publishedAt: undefined } : {}) };
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
