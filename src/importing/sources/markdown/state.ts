import type { ArticleStatus } from '../../../editorial/article/article.document.js';
import { BrokenRecord } from '../broken-record.js';
import type { Fields } from '../parsed-object.js';
import { dateInPath, momentOf } from './dates.js';
import { anyCase, isDenied, isScalar, textField, wrong } from './fields.js';
import { type LocalTime, UTC } from './local-time.js';
import { isUnbuilt } from './unbuilt.js';

/** The time of the import, and the time zone of times that are written without one. */
export interface ImportTime {
  readonly now: Date;
  /** UTC by default. */
  readonly local?: LocalTime;
}

/** The publication status and dates of an article. */
export interface ArticleState {
  readonly status: ArticleStatus;
  readonly publishedAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly isProtected: boolean;
  /** When it was withdrawn, if the front matter gave an expiry date that has passed. */
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
/** Keys with which generators exclude an article from their lists. */
const PRIVATE_KEYS = [
  ...['private', 'protected', 'hidden', 'unlisted'],
  ...['headless', 'eleventyExcludeFromCollections'],
] as const;
const PRIVATE_WORDS: ReadonlySet<string> = new Set(['private', 'hidden', 'members', 'paid']);
const EXPIRY_KEYS = ['expiryDate', 'unpublishDate'] as const;
const DRAFT_KEYS = ['draft', 'isDraft', 'is_draft', 'unpublished'] as const;
const EXPECTED = 'a date such as 2024-05-01 or 2024-05-01 07:30';

/**
 * The status and dates of an article, from its front matter and its path.
 *
 * A date after `now` schedules it. Throws `BrokenRecord` for an article without a date that is not
 * a draft: the modification time of the file is not used, because it changes with every copy.
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
      'expected "date: 2024-05-01 07:30" in the front matter or a date in the file name, found none. Add one, or "draft: true"',
    );
  }
  const isProtected =
    PRIVATE_KEYS.some((key) => isMarked(fields, key)) ||
    isUnbuilt(fields) ||
    ['status', 'visibility'].some((key) => PRIVATE_WORDS.has(wordIn(fields, key))) ||
    textField(fields, 'password') !== undefined;
  // An article that was never public cannot be withdrawn.
  const isMissed = status === 'ARCHIVED' && !isProtected && publishedAt !== undefined;
  const withdrawnAt = isMissed && expiredAt && publishedAt < expiredAt ? expiredAt : undefined;
  return { status, publishedAt, updatedAt, isProtected, withdrawnAt };
}

/** Whether a file has no publication date and is not a draft. */
export function isUndated(fields: Fields, path: string): boolean {
  const declared = DATE_KEYS.map((key) => anyCase(fields, key) ?? '').filter((each) => each !== '');
  const isDated = declared.some((each) => !isAnswer(each)) || dateInPath(path) !== undefined;
  return !isDated && !isDraft(fields, wordIn(fields, 'status'), path);
}

/** The later date: Hugo publishes an article with `date` and `publishDate` at the later one. */
function laterOf(one: Date | undefined, other: Date | undefined): Date | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return other > one ? other : one;
}

function dateField(fields: Fields, keys: readonly string[], time: ImportTime): Date | undefined {
  for (const key of keys) {
    // Jekyll's `published: false` is a status, not a date.
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
  const declared = textField(fields, 'status')?.toLowerCase() ?? '';
  if (isDraft(fields, declared, path)) return 'DRAFT';
  if (declared === 'archived' || isExpired) return 'ARCHIVED';
  if (!['', 'published', 'publish', 'scheduled', 'future', 'private'].includes(declared)) {
    throw wrong('status', 'draft, scheduled, published, private or archived', declared);
  }
  return isAhead ? 'SCHEDULED' : 'PUBLISHED';
}

function isDraft(fields: Fields, declared: string, path: string): boolean {
  return (
    DRAFT_KEYS.some((key) => isMarked(fields, key)) ||
    isDenied(anyCase(fields, 'published')) ||
    declared === 'draft' ||
    declared === 'pending' ||
    /(?:^|\/)_drafts\//.test(path)
  );
}

/** Whether a flag is set: by any value but a clear "no", so that a typing error never publishes. */
function isMarked(fields: Fields, key: string): boolean {
  const value = anyCase(fields, key);
  return value !== undefined && value !== null && value !== '' && !isDenied(value);
}

function wordIn(fields: Fields, key: string): string {
  return textField(fields, key)?.toLowerCase() ?? '';
}
