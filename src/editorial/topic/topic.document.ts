import type { NamedDocument } from '../named/named.document.js';

/**
 * Which of a source's classifications a topic comes from; one name in two of them is two topics.
 */
export const TAXONOMIES = ['CATEGORY', 'TAG'] as const;

/** One of `TAXONOMIES`. */
export type Taxonomy = (typeof TAXONOMIES)[number];

/**
 * A topic as stored in `topics`: a node of a tree, with all its ancestors.
 *
 * The `_id` is made from (taxonomy, the source's slug), so that every import makes the same topic.
 * `shownFrom` is the moment of its description, or of the first article that can be read under it;
 * absent for the tag of a mere draft.
 */
export interface TopicDocument extends NamedDocument {
  readonly taxonomy: Taxonomy;
  readonly description?: string;
  readonly parentId?: string;
  /** From the root down to the parent; empty for a root. */
  readonly ancestorIds: readonly string[];
  /** The slugs from the root down to itself, joined with `/`, as an address shows them. */
  readonly path: string;
  /** Whether a source shows it, or one below it: then readers know of it without articles. */
  readonly isDescribed?: true;
  /** The lists it stands in (`topic.lists.ts`), for readers from `shownFrom` on. */
  readonly lists: readonly string[];
}
