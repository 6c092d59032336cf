import { commentText } from '../content/comment-text.js';
import type { CommentDocument } from '../readers/comment/comment.document.js';
import { commentList } from '../readers/comment/comment.lists.js';
import type { CommentEntry } from './entry.js';
import { commentIdOf } from './identity.js';

/**
 * The comments of an article as stored: plain text, and every reply under the readable comment at
 * the top of its thread.
 *
 * A reply whose elders cannot be read stands at the top itself, so that nothing readable is lost.
 */
export function makeComments(
  articleId: string,
  entries: readonly CommentEntry[],
): CommentDocument[] {
  const byIdentity = new Map(entries.map((entry) => [entry.identity, entry]));
  return entries.map((entry) => {
    const parentIdentity = entry.parentIdentity;
    const hasParent = parentIdentity !== undefined && byIdentity.has(parentIdentity);
    const top = topOf(entry, byIdentity);
    const comment = {
      _id: commentIdOf(articleId, entry.identity),
      articleId,
      ...(hasParent ? { parentId: commentIdOf(articleId, parentIdentity) } : {}),
      ...(top === undefined ? {} : { threadId: commentIdOf(articleId, top.identity) }),
      authorName: entry.authorName,
      body: entry.isHtml ? commentText(entry.body) : entry.body,
      status: entry.status,
      createdAt: entry.createdAt,
    };
    const list = commentList(comment);
    return list === undefined ? comment : { ...comment, list };
  });
}

/** The highest readable comment above one; none if it stands at the top. A circle ends the walk. */
function topOf(
  entry: CommentEntry,
  byIdentity: ReadonlyMap<string, CommentEntry>,
): CommentEntry | undefined {
  let top: CommentEntry | undefined;
  const walked = new Set([entry.identity]);
  let next = parentOf(entry, byIdentity);
  while (next !== undefined && !walked.has(next.identity)) {
    walked.add(next.identity);
    if (next.status === 'APPROVED') top = next;
    next = parentOf(next, byIdentity);
  }
  return top;
}

function parentOf(
  { parentIdentity }: CommentEntry,
  byIdentity: ReadonlyMap<string, CommentEntry>,
): CommentEntry | undefined {
  return parentIdentity === undefined ? undefined : byIdentity.get(parentIdentity);
}
