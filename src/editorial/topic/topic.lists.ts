import type { Taxonomy, TopicDocument } from './topic.document.js';

/** Which topics: all, those of one taxonomy, only roots, or the children of one topic. */
export interface TopicSelection {
  readonly taxonomy?: Taxonomy;
  readonly isRoot?: boolean;
  readonly parentId?: string;
}

/** The one list that a selection names. A child has its parent's taxonomy, so no more is needed. */
export function topicList({ taxonomy, isRoot, parentId }: TopicSelection): string {
  if (parentId !== undefined) return `children ${parentId}`;
  return `${isRoot ? 'roots' : 'all'} ${taxonomy ?? ''}`;
}

/** All lists that a topic stands in. */
export function topicLists(topic: Pick<TopicDocument, 'taxonomy' | 'parentId'>): string[] {
  const { taxonomy, parentId } = topic;
  const lists = [topicList({}), topicList({ taxonomy })];
  if (parentId !== undefined) return [...lists, topicList({ parentId })];
  return [...lists, topicList({ isRoot: true }), topicList({ isRoot: true, taxonomy })];
}
