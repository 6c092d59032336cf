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
}
