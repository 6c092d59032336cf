import type { Taxonomy, TopicDocument } from './topic.document.js';

/** A set of topics: all, those of one taxonomy, only roots, or the children of one topic. */
export interface TopicSelection {
  readonly taxonomy?: Taxonomy;
  readonly isRoot?: boolean;
  readonly parentId?: string;
}

/**
 * The list of a selection. A child has the taxonomy of its parent, so `parentId` alone is enough.
 */
export function topicList({ taxonomy, isRoot, parentId }: TopicSelection): string {
  if (parentId !== undefined) return `children ${parentId}`;
  return `${isRoot ? 'roots' : 'all'} ${taxonomy ?? ''}`;
}

/** All lists that contain a topic. */
export function topicLists(topic: Pick<TopicDocument, 'taxonomy' | 'parentId'>): string[] {
  const { taxonomy, parentId } = topic;
  const lists = [topicList({}), topicList({ taxonomy })];
  if (parentId !== undefined) return [...lists, topicList({ parentId })];
  return [...lists, topicList({ isRoot: true }), topicList({ isRoot: true, taxonomy })];
}
