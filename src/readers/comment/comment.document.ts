/** The states of a comment; only an approved one can be read. */
export const COMMENT_STATUSES = ['PENDING', 'APPROVED', 'REJECTED', 'SPAM'] as const;

/** One of `COMMENT_STATUSES`. */
export type CommentStatus = (typeof COMMENT_STATUSES)[number];

/** A comment as stored in `comments`. */
export interface CommentDocument {
  /** Made from the article and the source's identity of the comment. */
  readonly _id: string;
  readonly articleId: string;
  /** The comment it answers, at any depth. */
  readonly parentId?: string;
  /**
   * The readable comment at the top of its thread; absent for one that stands at the top itself.
   */
  readonly threadId?: string;
  readonly authorName: string;
  /** Plain text. */
  readonly body: string;
  readonly status: CommentStatus;
  readonly createdAt: Date;
  /** The list it stands in (`comment.lists.ts`); absent if it cannot be read. */
  readonly list?: string;
}
