/** Thrown for a record that cannot be imported; the message is the reason, as one sentence. */
export class BrokenRecord extends Error {
  override readonly name = 'BrokenRecord';
  /** The wrong line of the file, 1-based, if it is known. */
  readonly line: number | undefined;

  constructor(reason: string, line?: number) {
    super(reason);
    this.line = line;
  }

  /** The place of the record for messages: the path, with the line if it is known. */
  placeIn(path: string): string {
    return this.line === undefined ? path : `${path}, line ${this.line}`;
  }
}
