import type { CommentDocument } from './comment.document.js';

/** The list of the comments at the top under an article. */
export function threadsOf(articleId: string): string {
  return `threads ${articleId}`;
}

/** The list of the replies to a comment at the top, at whatever depth they were written. */
export function repliesTo(commentId: string): string {
  return `replies ${commentId}`;
}

/**
 * The one list that a comment stands in; none unless it is approved. The one place that says so.
 */
export function commentList(
  comment: Pick<CommentDocument, 'articleId' | 'threadId' | 'status'>,
): string | undefined {
  if (comment.status !== 'APPROVED') return undefined;
  return comment.threadId === undefined
    ? threadsOf(comment.articleId)
    : repliesTo(comment.threadId);
}
