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
