import type { CommentDocument, CommentStatus } from '../../readers/comment/comment.document.js';
import { commentList } from '../../readers/comment/comment.lists.js';
import { circlesIn } from './circles.js';

/**
 * The top comment of each thread: for each comment, the highest comment above it that readers can
 * see. Comments without one are left out.
 *
 * `parents` maps a comment's key to the comment that it replies to. Every link is followed once,
 * because a chain of replies can be as long as an article has comments.
 */
export function topsOf<T extends { readonly status: CommentStatus }>(
  parents: ReadonlyMap<string, T>,
  keyOf: (comment: T) => string,
): ReadonlyMap<string, T> {
  const tops = new Map<string, T>();
  const done = new Set<string>();
  for (const start of parents.keys()) {
    const way: { key: string; parent: T }[] = [];
    let key = start;
    let parent = parents.get(key);
    while (parent !== undefined && !done.has(key)) {
      done.add(key);
      way.push({ key, parent });
      key = keyOf(parent);
      parent = parents.get(key);
    }
    for (const each of way.reverse()) {
      const isReadable = each.parent.status === 'APPROVED';
      const top = tops.get(keyOf(each.parent)) ?? (isReadable ? each.parent : undefined);
      if (top !== undefined) tops.set(each.key, top);
    }
  }
  return tops;
}

/**
 * Corrects the replies that readers cannot reach any more, because the top comment of their thread
 * is no longer readable or has become a reply itself. `all` is all comments of an article; only the
 * changed ones are returned, as they must be stored.
 */
export function rehung(all: readonly CommentDocument[]): CommentDocument[] {
  const byId = new Map(all.map((comment) => [comment._id, comment]));
  const isTop = (comment: CommentDocument | undefined) =>
    comment?.status === 'APPROVED' && comment.threadId === undefined;
  const isLost = ({ threadId, list }: CommentDocument) =>
    list !== undefined && threadId !== undefined && !isTop(byId.get(threadId));
  const parents = parentsAmong(byId);
  const tops = topsOf(parents, ({ _id }) => _id);
  return all.filter(isLost).map(({ threadId: _, list: _list, ...comment }) => {
    const top = tops.get(comment._id);
    const threadId = top === undefined || isLost(top) ? top?._id : (top.threadId ?? top._id);
    const hung = { ...comment, ...(threadId === undefined ? {} : { threadId }) };
    const list = commentList(hung);
    return list === undefined ? hung : { ...hung, list };
  });
}

/**
 * The parent of each comment. In a cycle that several imports have produced together, one comment
 * becomes a top comment.
 */
function parentsAmong(byId: ReadonlyMap<string, CommentDocument>): Map<string, CommentDocument> {
  const parents = new Map<string, CommentDocument>();
  for (const { _id, parentId = '' } of byId.values()) {
    const parent = byId.get(parentId);
    if (parent !== undefined) parents.set(_id, parent);
  }
  const next = new Map([...parents].map(([id, parent]) => [id, parent._id]));
  for (const circle of circlesIn(next)) parents.delete(circle.toSorted()[0] ?? '');
  return parents;
}
