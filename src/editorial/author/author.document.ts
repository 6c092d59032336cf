/** An author as stored in `authors`. */
export interface AuthorDocument {
  /** Made from the source's identity of the author. */
  readonly _id: string;
  /** Unique over all authors. */
  readonly slug: string;
  readonly name: string;
  readonly bio?: string;
}
