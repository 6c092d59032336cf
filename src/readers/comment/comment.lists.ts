import { VISIBLE_COMMENT_STATUS } from '../../editorial/visibility/visibility.js';
import type { CommentDocument } from './comment.document.js';

/** The list of the comments at the top under an article. */
export function threadsOf(articleId: string): string {
  return `threads ${articleId}`;
}

/** The list of the replies to a comment at the top, at whatever depth they were written. */
export function repliesTo(commentId: string): string {
  return `replies ${commentId}`;
}

/** The one list that a comment is in; `undefined` if readers may not see it. */
export function commentList(
  comment: Pick<CommentDocument, 'articleId' | 'threadId' | 'status'>,
): string | undefined {
  if (comment.status !== VISIBLE_COMMENT_STATUS) return undefined;
  return comment.threadId === undefined
    ? threadsOf(comment.articleId)
    : repliesTo(comment.threadId);
}
