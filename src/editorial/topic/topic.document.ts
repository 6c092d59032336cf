/**
 * Which of a source's classifications a topic comes from; one name in two of them is two topics.
 */
export const TAXONOMIES = ['CATEGORY', 'TAG'] as const;

/** One of `TAXONOMIES`. */
export type Taxonomy = (typeof TAXONOMIES)[number];

/** A topic as stored in `topics`: a node of a tree that remembers the whole way up. */
export interface TopicDocument {
  /** Made from (taxonomy, the source's slug), so that two imports at once make one topic. */
  readonly _id: string;
  readonly taxonomy: Taxonomy;
  /** Unique over all topics. */
  readonly slug: string;
  readonly name: string;
  /** The name as it sorts: folded, lower case. */
  readonly sortName: string;
  readonly description?: string;
  readonly parentId?: string;
  /** From the root down to the parent; empty for a root. */
  readonly ancestorIds: readonly string[];
  /**
   * Whether readers may know of it: its source describes it, or an article that could be read was
   * filed under it. The tag of a mere draft is nobody's business.
   */
  readonly isShown?: true;
  /** The lists it stands in (`topic.lists.ts`); empty while it is not shown. */
  readonly lists: readonly string[];
}
