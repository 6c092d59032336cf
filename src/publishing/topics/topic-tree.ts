import type { TopicDocument } from '../../editorial/topic/topic.document.js';

/** A topic's id and that of its parent. */
export type TreeNode = Pick<TopicDocument, '_id' | 'parentId'>;

/** Topics by id. */
export type Tree<Node extends TreeNode = TreeNode> = Pick<ReadonlyMap<string, Node>, 'get'>;

/**
 * The ancestors of a topic, from the root to its parent.
 *
 * In a cycle of parents, the walk ends at the first topic that it has already visited.
 */
export function ancestorsOf(topic: TreeNode, byId: Tree): readonly string[] {
  const ancestors: string[] = [];
  const walked = new Set([topic._id]);
  let next = topic.parentId;
  while (next !== undefined && !walked.has(next)) {
    walked.add(next);
    ancestors.unshift(next);
    next = byId.get(next)?.parentId;
  }
  return ancestors;
}

type NamedNode = TreeNode & Pick<TopicDocument, 'slug'>;

/**
 * The slugs from the root to a topic, joined by `/`. Ancestors that are not in `byId` are left out.
 */
export function pathOf(topic: NamedNode, byId: Tree<NamedNode>): string {
  const above = ancestorsOf(topic, byId).flatMap((id) => byId.get(id)?.slug ?? []);
  return [...above, topic.slug].join('/');
}

/** Whether the topic's parent link would make it its own ancestor. */
export function closesCircle(topic: TreeNode, byId: Tree): boolean {
  const { _id, parentId } = topic;
  if (parentId === undefined) return false;
  if (parentId === _id) return true;
  const parent = byId.get(parentId);
  return parent !== undefined && ancestorsOf(parent, byId).includes(_id);
}

/** Topics and all their ancestors without duplicates, the given topics first. */
export function withAncestors(topicIds: readonly string[], byId: Tree): string[] {
  const paths = topicIds.flatMap((id) => {
    const topic = byId.get(id);
    return topic === undefined ? [] : ancestorsOf(topic, byId);
  });
  return [...new Set([...topicIds, ...paths])];
}
