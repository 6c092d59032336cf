import type { AddressDocument } from '../address/address.document.js';

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
  /** The slugs from the root down to itself, joined with `/`, as an address shows them. */
  readonly path: string;
  /** Where it stood at its sources; all go on leading to it. */
  readonly addresses?: readonly AddressDocument[];
  /** Whether a source shows it, or one below it: then readers know of it without articles. */
  readonly isDescribed?: true;
  /**
   * The moment from which readers may know of it: that of its description, or of the first article
   * that can be read under it. Absent for the tag of a mere draft, which is nobody's business.
   */
  readonly shownFrom?: Date;
  /** The lists it stands in (`topic.lists.ts`), for readers from `shownFrom` on. */
  readonly lists: readonly string[];
}
