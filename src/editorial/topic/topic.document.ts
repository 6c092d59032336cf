import type { NamedDocument } from '../named/named.document.js';

/** The classification of a source that a topic belongs to. The same name in both is two topics. */
export const TAXONOMIES = ['CATEGORY', 'TAG'] as const;

/** One of `TAXONOMIES`. */
export type Taxonomy = (typeof TAXONOMIES)[number];

/**
 * A topic, stored in `topics`: a node of a tree, with all its ancestors.
 *
 * The `_id` is derived from the taxonomy and the source's slug, so that every import creates the
 * same topic. `shownFrom` is the moment of its description, or of the first visible article in it;
 * absent for a tag that only drafts have.
 */
export interface TopicDocument extends NamedDocument {
  readonly taxonomy: Taxonomy;
  readonly description?: string;
  readonly parentId?: string;
  /** From the root to the parent; empty for a root. */
  readonly ancestorIds: readonly string[];
  /** The slugs from the root to itself, joined with `/`, as in its address. */
  readonly path: string;
  /** Whether a source describes it or a topic below it; it is then visible without articles. */
  readonly isDescribed?: true;
  /** The lists that contain it (`topic.lists.ts`), for readers from `shownFrom` on. */
  readonly lists: readonly string[];
}
