import { momentOf } from '../../../json-lines/moment.js';
import type { CommentOfLine } from '../../../json-lines/shape.js';
import type { CommentEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { isOwnId } from './identity.js';

/** The comments of an article as a flat list, each reply after the comment that it belongs to. */
export function commentsOf(comments: readonly CommentOfLine[]): CommentEntry[] {
  const entries: CommentEntry[] = [];
  const collect = (list: readonly CommentOfLine[], place: string, above?: string) => {
    for (const [index, comment] of list.entries()) {
      const { id, parent = above, authorName = '', body, isHtml, status, createdAt } = comment;
      const identity = String(id ?? `${place}[${index}]`);
      entries.push(
        withoutUndefined({
          id: isOwnId(id) ? id : undefined,
          identity,
          parentIdentity: parent === undefined ? undefined : String(parent),
          authorName: authorName.trim() === '' ? 'Anonymous' : authorName,
          body,
          isHtml: isHtml || undefined,
          status: status ?? 'APPROVED',
          createdAt: momentOf(createdAt) ?? new Date(createdAt),
        }),
      );
      collect(comment.replies ?? [], `${place}[${index}].replies`, identity);
    }
  };
  collect(comments, '');
  return entries;
}
