import type { CommentDocument, CommentStatus } from '../readers/comment/comment.document.js';
import { commentList } from '../readers/comment/comment.lists.js';

/**
 * The topmost of all above each comment that can be read, for those that have one.
 *
 * `parents` tells by a comment's key whom it answers; each is walked once, since a chain of answers
 * can be as long as an article has comments.
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
 * Those among all comments of an article that stand in a list where nobody can reach them, since
 * the top of their thread can be read no more: as they must stand.
 */
export function rehung(all: readonly CommentDocument[]): CommentDocument[] {
  const byId = new Map(all.map((comment) => [comment._id, comment]));
  const isLost = ({ threadId, list }: CommentDocument) =>
    list !== undefined && threadId !== undefined && byId.get(threadId)?.status !== 'APPROVED';
  const parents = new Map(
    all.flatMap(({ _id, parentId }) => {
      const parent = parentId === undefined ? undefined : byId.get(parentId);
      return parent === undefined ? [] : [[_id, parent]];
    }),
  );
  const tops = topsOf(parents, ({ _id }) => _id);
  return all.filter(isLost).map(({ threadId: _, list: _list, ...comment }) => {
    const top = tops.get(comment._id);
    const hung = { ...comment, ...(top === undefined ? {} : { threadId: top._id }) };
    const list = commentList(hung);
    return list === undefined ? hung : { ...hung, list };
  });
}
