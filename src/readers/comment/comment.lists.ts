import { VISIBLE_COMMENT_STATUS } from '../../editorial/visibility/visibility.js';
import type { CommentDocument } from './comment.document.js';

/** The list of the top-level comments of an article. */
export function threadsOf(articleId: string): string {
  return `threads ${articleId}`;
}

/** The list of the replies to a top-level comment, at any depth. */
export function repliesTo(commentId: string): string {
  return `replies ${commentId}`;
}

/** The list that contains a comment; `undefined` if readers may not see it. */
export function commentList(
  comment: Pick<CommentDocument, 'articleId' | 'threadId' | 'status'>,
): string | undefined {
  if (comment.status !== VISIBLE_COMMENT_STATUS) return undefined;
  return comment.threadId === undefined
    ? threadsOf(comment.articleId)
    : repliesTo(comment.threadId);
}
