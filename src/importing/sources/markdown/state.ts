import type { ArticleStatus } from '../../../editorial/article/article.document.js';
import { dateInPath, momentOf } from './dates.js';
import { type Fields, firstOf, textField, wrong } from './fields.js';
import { BrokenFile } from './front-matter.js';

/** Whether and when an article can be read. */
export interface ArticleState {
  readonly status: ArticleStatus;
  readonly publishedAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly isProtected: boolean;
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
const EXPECTED = 'a date as 2024-05-01 or 2024-05-01 07:30';

/**
 * The state of an article, from its front matter and its path.
 *
 * A date ahead of `now` schedules it. Without a date only a draft is understood: the file's own
 * times change with every copy, and an article that moves on each import is worse than a question.
 */
export function stateOf(fields: Fields, path: string, now: Date): ArticleState {
  const publishedAt = dateField(fields, DATE_KEYS, now) ?? dateInPath(path);
  const updatedAt = dateField(fields, UPDATE_KEYS, now);
  const status = statusOf(fields, path, publishedAt, now);
  if (status !== 'DRAFT' && publishedAt === undefined) {
    throw new BrokenFile(
      'it has no date: expected "date: 2024-05-01 07:30" in the front matter or a date in the file name; add one, or "draft: true"',
    );
  }
  const isProtected =
    fields.private === true ||
    textField(fields, 'status')?.toLowerCase() === 'private' ||
    textField(fields, 'password') !== undefined;
  return { status, publishedAt, updatedAt, isProtected };
}

function dateField(fields: Fields, keys: readonly string[], now: Date): Date | undefined {
  for (const key of keys) {
    // Jekyll's `published: false` is a state, not a date.
    const written = typeof fields[key] === 'boolean' ? undefined : firstOf(fields, key);
    if (written === undefined) continue;
    const date = momentOf(written, now);
    if (date === undefined) throw wrong(key, EXPECTED, written);
    return date;
  }
  return undefined;
}

function statusOf(
  fields: Fields,
  path: string,
  publishedAt: Date | undefined,
  now: Date,
): ArticleStatus {
  const told = textField(fields, 'status')?.toLowerCase() ?? '';
  if (isDraft(fields, told, path)) return 'DRAFT';
  if (told === 'archived') return 'ARCHIVED';
  if (!['', 'published', 'publish', 'scheduled', 'future', 'private'].includes(told)) {
    throw wrong('status', 'draft, scheduled, published, private or archived', told);
  }
  return publishedAt !== undefined && publishedAt > now ? 'SCHEDULED' : 'PUBLISHED';
}

function isDraft(fields: Fields, told: string, path: string): boolean {
  const isMarked = ['true', 'yes'].includes(textField(fields, 'draft')?.toLowerCase() ?? '');
  return (
    isMarked ||
    fields.published === false ||
    told === 'draft' ||
    told === 'pending' ||
    /(?:^|\/)_drafts\//.test(path)
  );
}
