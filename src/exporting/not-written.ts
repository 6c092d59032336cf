/** Thrown when the export cannot be written; the message is for the person who ran the command. */
export class NotWritten extends Error {
  constructor(name: string, found: string) {
    super(`${name}: expected a file that can be written, found ${found}.`);
    this.name = 'NotWritten';
  }
}

/** `NotWritten` for an error of the operating system; any other error is returned unchanged. */
export function refused(error: unknown, name: string): unknown {
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isOfSystem ? new NotWritten(name, `one that cannot be written (${error.code})`) : error;
}
