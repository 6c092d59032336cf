/** A record of a source that cannot be imported; the message is the reason, as one sentence. */
export class BrokenRecord extends Error {
  override readonly name = 'BrokenRecord';
  /** The line of its file that is wrong, counted from 1, if that is known. */
  readonly line: number | undefined;

  constructor(reason: string, line?: number) {
    super(reason);
    this.line = line;
  }

  /** Where it is, in a file with this path. */
  placeIn(path: string): string {
    return this.line === undefined ? path : `${path}, line ${this.line}`;
  }
}
