import type { TopicDocument } from '../../editorial/topic/topic.document.js';

/** Where a topic hangs. */
export type TreeNode = Pick<TopicDocument, '_id' | 'parentId'>;

/** Topics, found by id. */
export type Tree<Node extends TreeNode = TreeNode> = Pick<ReadonlyMap<string, Node>, 'get'>;

/**
 * The ancestors of a topic, from the root down to its parent.
 *
 * A circle (two topics that claim to be above each other) is cut where it closes.
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

/** The slugs from the root down to a topic, joined; what is known by its id alone is left out. */
export function pathOf(topic: NamedNode, byId: Tree<NamedNode>): string {
  const above = ancestorsOf(topic, byId).flatMap((id) => byId.get(id)?.slug ?? []);
  return [...above, topic.slug].join('/');
}

/** Whether a topic would stand above itself under that parent. */
export function closesCircle(topic: TreeNode, byId: Tree): boolean {
  const { _id, parentId } = topic;
  if (parentId === undefined) return false;
  if (parentId === _id) return true;
  const parent = byId.get(parentId);
  return parent !== undefined && ancestorsOf(parent, byId).includes(_id);
}

/** Topics and all their ancestors, each once, the topics first. */
export function withAncestors(topicIds: readonly string[], byId: Tree): string[] {
  const paths = topicIds.flatMap((id) => {
    const topic = byId.get(id);
    return topic === undefined ? [] : ancestorsOf(topic, byId);
  });
  return [...new Set([...topicIds, ...paths])];
}
