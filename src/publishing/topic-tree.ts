import type { TopicDocument } from '../editorial/topic/topic.document.js';

/** Where a topic hangs. */
export type TreeNode = Pick<TopicDocument, '_id' | 'parentId'>;

/**
 * The ancestors of a topic, from the root down to its parent.
 *
 * A circle (two topics that claim to be above each other) is cut where it closes.
 */
export function ancestorsOf(
  topic: TreeNode,
  byId: ReadonlyMap<string, TreeNode>,
): readonly string[] {
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

/** Whether a topic would stand above itself under that parent. */
export function closesCircle(topic: TreeNode, byId: ReadonlyMap<string, TreeNode>): boolean {
  const { _id, parentId } = topic;
  if (parentId === undefined) return false;
  if (parentId === _id) return true;
  const parent = byId.get(parentId);
  return parent !== undefined && ancestorsOf(parent, byId).includes(_id);
}

/** Topics and all their ancestors, each once, the topics first. */
export function withAncestors(
  topicIds: readonly string[],
  byId: ReadonlyMap<string, TreeNode>,
): string[] {
  const paths = topicIds.flatMap((id) => {
    const topic = byId.get(id);
    return topic === undefined ? [] : ancestorsOf(topic, byId);
  });
  return [...new Set([...topicIds, ...paths])];
}
