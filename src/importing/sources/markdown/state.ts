import type { ArticleStatus } from '../../../editorial/article/article.document.js';
import { BrokenRecord } from '../broken-record.js';
import type { Fields } from '../parsed-object.js';
import { dateInPath, momentOf } from './dates.js';
import { anyCase, isDenied, isScalar, textField, wrong } from './fields.js';
import { type LocalTime, UTC } from './local-time.js';
import { isUnbuilt } from './unbuilt.js';

/** The moment of an import, and what the times without a zone are. */
export interface ImportTime {
  readonly now: Date;
  /** UTC if absent. */
  readonly local?: LocalTime;
}

/** Whether and when an article can be read. */
export interface ArticleState {
  readonly status: ArticleStatus;
  readonly publishedAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly isProtected: boolean;
  /** When it was taken back, if its author said so beforehand. */
  readonly withdrawnAt: Date | undefined;
}

const DATE_KEYS = ['date', 'pubDate', 'published', 'publishedAt', 'publishDate'] as const;
const UPDATE_KEYS = [
  'updated',
  'lastmod',
  'updatedAt',
  'modified',
  'updatedDate',
  'last_modified_at',
] as const;
/** Marks under which the generators keep an article out of their lists. */
const PRIVATE_KEYS = [
  ...['private', 'protected', 'hidden', 'unlisted'],
  ...['headless', 'eleventyExcludeFromCollections'],
] as const;
const PRIVATE_WORDS: ReadonlySet<string> = new Set(['private', 'hidden', 'members', 'paid']);
const EXPIRY_KEYS = ['expiryDate', 'unpublishDate'] as const;
const DRAFT_KEYS = ['draft', 'isDraft', 'is_draft', 'unpublished'] as const;
const EXPECTED = 'a date as 2024-05-01 or 2024-05-01 07:30';

/**
 * The state of an article, from its front matter and its path.
 *
 * A date ahead of `now` schedules it. Without a date only a draft is understood: the file's own
 * times change with every copy, and an article that moves on each import is worse than a question.
 */
export function stateOf(fields: Fields, path: string, time: ImportTime): ArticleState {
  const { now, local = UTC } = time;
  const publishedAt = laterOf(
    dateField(fields, DATE_KEYS, time) ?? dateInPath(path, local),
    dateField(fields, ['publishDate', 'pubDate'], time),
  );
  const updatedAt = dateField(fields, UPDATE_KEYS, time);
  const expiry = dateField(fields, EXPIRY_KEYS, time);
  const expiredAt = expiry !== undefined && expiry <= now ? expiry : undefined;
  const isAhead = publishedAt !== undefined && publishedAt > now;
  const status = statusOf(fields, path, { isExpired: expiredAt !== undefined, isAhead });
  if (status !== 'DRAFT' && publishedAt === undefined) {
    throw new BrokenRecord(
      'it has no date: expected "date: 2024-05-01 07:30" in the front matter or a date in the file name; add one, or "draft: true"',
    );
  }
  const isProtected =
    PRIVATE_KEYS.some((key) => isMarked(fields, key)) ||
    isUnbuilt(fields) ||
    ['status', 'visibility'].some((key) => PRIVATE_WORDS.has(wordIn(fields, key))) ||
    textField(fields, 'password') !== undefined;
  // An article that readers could never read was not withdrawn from them.
  const isMissed = status === 'ARCHIVED' && !isProtected && publishedAt !== undefined;
  const withdrawnAt = isMissed && expiredAt && publishedAt < expiredAt ? expiredAt : undefined;
  return { status, publishedAt, updatedAt, isProtected, withdrawnAt };
}

/** Whether nothing tells when it was published, though it is no draft. */
export function isUndated(fields: Fields, path: string): boolean {
  const told = DATE_KEYS.map((key) => anyCase(fields, key) ?? '').filter((each) => each !== '');
  const isDated = told.some((each) => !isAnswer(each)) || dateInPath(path) !== undefined;
  return !isDated && !isDraft(fields, wordIn(fields, 'status'), path);
}

/** Hugo's `publishDate` beside a `date` says from when it can be read. */
function laterOf(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other > one ? other : one;
}

function dateField(fields: Fields, keys: readonly string[], time: ImportTime): Date | undefined {
  for (const key of keys) {
    // Jekyll's `published: false` is a state, not a date.
    const written = anyCase(fields, key) ?? '';
    if (written === '' || isAnswer(written)) continue;
    const date = momentOf(written, time.now, time.local);
    if (date === undefined) throw wrong(key, EXPECTED, written);
    return date;
  }
  return undefined;
}

function isAnswer(value: unknown): boolean {
  return isDenied(value) || (isScalar(value) && /^(?:true|yes|on)$/i.test(String(value)));
}

function statusOf(
  fields: Fields,
  path: string,
  { isExpired, isAhead }: { readonly isExpired: boolean; readonly isAhead: boolean },
): ArticleStatus {
  const told = textField(fields, 'status')?.toLowerCase() ?? '';
  if (isDraft(fields, told, path)) return 'DRAFT';
  if (told === 'archived' || isExpired) return 'ARCHIVED';
  if (!['', 'published', 'publish', 'scheduled', 'future', 'private'].includes(told)) {
    throw wrong('status', 'draft, scheduled, published, private or archived', told);
  }
  return isAhead ? 'SCHEDULED' : 'PUBLISHED';
}

function isDraft(fields: Fields, told: string, path: string): boolean {
  return (
    DRAFT_KEYS.some((key) => isMarked(fields, key)) ||
    isDenied(anyCase(fields, 'published')) ||
    told === 'draft' ||
    told === 'pending' ||
    /(?:^|\/)_drafts\//.test(path)
  );
}

/**
 * Whether a mark is set: whatever is not plainly «no» is a yes, since a mistake must not publish.
 */
function isMarked(fields: Fields, key: string): boolean {
  const value = anyCase(fields, key);
  return value !== undefined && value !== null && value !== '' && !isDenied(value);
}

function wordIn(fields: Fields, key: string): string {
  return textField(fields, key)?.toLowerCase() ?? '';
}
