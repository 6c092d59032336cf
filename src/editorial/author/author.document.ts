import type { AddressDocument } from '../address/address.document.js';

/** An author as stored in `authors`. */
export interface AuthorDocument {
  /** Made from the source's identity of the author. */
  readonly _id: string;
  /** Unique over all authors. */
  readonly slug: string;
  readonly name: string;
  /** The name as it sorts: folded, lower case. */
  readonly sortName: string;
  readonly bio?: string;
  /** Where the person's articles stood at the source; all go on leading to the person. */
  readonly addresses?: readonly AddressDocument[];
  /**
   * The moment from which readers may know of the person: that of their first article that can be
   * read. Absent where there is none: exports describe all who may log in, and who merely drafts is
   * nobody's business.
   */
  readonly shownFrom?: Date;
}
