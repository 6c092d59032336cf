import type { CommentEntry } from '../../../publishing/entry.js';
import type { CommentStatus } from '../../../readers/comment/comment.document.js';
import { COMMENT_STATUSES } from '../../../readers/comment/comment.document.js';
import { withoutUndefined } from '../../absence.js';
import { BrokenRecord } from '../broken-record.js';
import { type Fields, isObject } from '../parsed-object.js';
import { momentOf } from './dates.js';
import { firstOf, isDenied, listField, textField, wrong } from './fields.js';
import { MAX_DEPTH } from './front-matter.js';
import type { ImportTime } from './state.js';

/**
 * The comments in a front matter with their replies, parents first.
 *
 * The identity of a comment is its `id`, or its position in the list. A comment without a date gets
 * that of the article.
 */
export function commentsOf(
  fields: Fields,
  published: Date | undefined,
  time: ImportTime,
): CommentEntry[] {
  const entries: CommentEntry[] = [];
  const collect = (list: readonly unknown[], path: string, parentIdentity?: string, depth = 0) => {
    // With a YAML alias, a comment can be a reply to itself.
    if (depth > MAX_DEPTH) throw new BrokenRecord('the comments nest too deeply');
    for (const [index, comment] of list.entries()) {
      const place = `${path}[${index}]`;
      if (!isObject(comment)) throw wrong(place, 'an author and a body', comment);
      const identity = textField(comment, 'id') ?? place.replace(/^comments/, '');
      entries.push(
        withoutUndefined({
          identity,
          parentIdentity,
          authorName: textField(comment, 'author', 'authorName', 'name') ?? 'Anonymous',
          body: bodyOf(comment, place),
          status: statusOf(comment, place),
          createdAt: dateOf(comment, place, published, time),
        }),
      );
      collect(listField(comment, 'replies'), `${place}.replies`, identity, depth + 1);
    }
  };
  // `comments: true` is a common option that allows readers to comment.
  const written = listField(fields, 'comments').filter((each) => typeof each !== 'boolean');
  collect(written, 'comments');
  return entries;
}

function bodyOf(comment: Fields, place: string): string {
  const body = textField(comment, 'body', 'text', 'message');
  if (body === undefined) throw wrong(`${place}.body`, 'a text', comment.body);
  return body;
}

function dateOf(
  comment: Fields,
  place: string,
  published: Date | undefined,
  time: ImportTime,
): Date {
  const written = firstOf(comment, 'date', 'createdAt');
  const date =
    written === undefined ? (published ?? time.now) : momentOf(written, time.now, time.local);
  if (date === undefined) throw wrong(`${place}.date`, 'a date such as 2024-05-01 07:30', written);
  return date;
}

function statusOf(comment: Fields, place: string): CommentStatus {
  const otherwise = !isDenied(comment.approved) ? 'APPROVED' : 'PENDING';
  const written = (textField(comment, 'status') ?? otherwise).toUpperCase();
  const status = COMMENT_STATUSES.find((one) => one === written);
  if (status !== undefined) return status;
  const known = COMMENT_STATUSES.map((one) => one.toLowerCase()).join(', ');
  throw new BrokenRecord(
    `"${place}.status": expected one of ${known}, found "${written.toLowerCase()}"`,
  );
}
