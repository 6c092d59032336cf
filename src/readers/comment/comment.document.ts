/** The states of a comment; only an approved comment is visible. */
export const COMMENT_STATUSES = ['PENDING', 'APPROVED', 'REJECTED', 'SPAM'] as const;

/** One of `COMMENT_STATUSES`. */
export type CommentStatus = (typeof COMMENT_STATUSES)[number];

/** A comment, stored in `comments`. */
export interface CommentDocument {
  /** Derived from the article and the source's identity of the comment. */
  readonly _id: string;
  readonly articleId: string;
  /** The comment that it replies to, at any depth. */
  readonly parentId?: string;
  /** The visible top-level comment of its thread; absent for a top-level comment. */
  readonly threadId?: string;
  readonly authorName: string;
  /** The text of the comment, in plain text. */
  readonly body: string;
  readonly status: CommentStatus;
  readonly createdAt: Date;
  /** The list that contains it (`comment.lists.ts`); absent if it is not visible. */
  readonly list?: string;
}
