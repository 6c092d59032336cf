/** A file to be imported. */
export interface FileInput {
  readonly path: string;
  /** What messages to people call it. */
  readonly name: string;
  /** Where it was fetched from; relative addresses in it may be relative to that. */
  readonly address?: string;
  /** Parts the identities of two files that use the same ids. */
  readonly namespace?: string;
  /** The moment of the import. */
  readonly now: Date;
  /** Told of every piece read. */
  readonly onBytes: (bytes: number) => void;
}
