import { commentText } from '../content/comment-text.js';
import type { CommentDocument } from '../readers/comment/comment.document.js';
import { commentList } from '../readers/comment/comment.lists.js';
import type { CommentEntry } from './entry.js';
import { commentKey } from './identity.js';

/**
 * The comments of an article as stored: plain text, and every reply under the readable comment at
 * the top of its thread.
 *
 * A reply whose elders cannot be read stands at the top itself, and so does the one that would
 * close a circle, so that nothing readable is lost. Of two with one identity the later counts.
 */
export function makeComments(
  articleId: string,
  entries: readonly CommentEntry[],
): CommentDocument[] {
  const byIdentity = new Map(entries.map((entry) => [entry.identity, entry]));
  const parents = parentsIn(byIdentity);
  return [...byIdentity.values()].map((entry) => {
    const parent = parents.get(entry.identity);
    const top = eldersOf(entry.identity, parents).findLast(({ status }) => status === 'APPROVED');
    const comment = {
      _id: commentKey(articleId, entry),
      articleId,
      ...(parent === undefined ? {} : { parentId: commentKey(articleId, parent) }),
      ...(top === undefined ? {} : { threadId: commentKey(articleId, top) }),
      authorName: withoutMailAddress(entry.authorName),
      body: entry.isHtml ? commentText(entry.body) : entry.body,
      status: entry.status,
      createdAt: entry.createdAt,
    };
    const list = commentList(comment);
    return list === undefined ? comment : { ...comment, list };
  });
}

type Parents = ReadonlyMap<string, CommentEntry>;

/** Who answers whom, as far as both are there, without the links that would close a circle. */
function parentsIn(byIdentity: ReadonlyMap<string, CommentEntry>): Parents {
  const parents = new Map<string, CommentEntry>();
  for (const { identity, parentIdentity } of byIdentity.values()) {
    const parent = parentIdentity === undefined ? undefined : byIdentity.get(parentIdentity);
    if (parent === undefined || parent.identity === identity) continue;
    const isCircle = eldersOf(parent.identity, parents).some((each) => each.identity === identity);
    if (!isCircle) parents.set(identity, parent);
  }
  return parents;
}

/** All above one, the nearest first. */
function eldersOf(identity: string, parents: Parents): CommentEntry[] {
  const elders: CommentEntry[] = [];
  let next = parents.get(identity);
  while (next !== undefined) {
    elders.push(next);
    next = parents.get(next.identity);
  }
  return elders;
}

/** A reader who signed with a mail address is shown by what stands before the @. */
function withoutMailAddress(name: string): string {
  return name.replace(/\b([\w.+-]+)@[\w-]+\.[\w.-]+/g, '$1');
}
