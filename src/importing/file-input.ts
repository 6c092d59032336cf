/** A file to import. */
export interface FileInput {
  readonly path: string;
  /** The name of the file in messages. */
  readonly name: string;
  /** The address that it was fetched from, to which relative addresses in it may refer. */
  readonly address?: string;
  /** Keeps apart two files that use the same ids. */
  readonly namespace?: string;
  /** The time of the import. */
  readonly now: Date;
  /** Called with the size of every chunk that is read. */
  readonly onBytes: (bytes: number) => void;
}
