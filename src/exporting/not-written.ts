/** What could not be written, in a sentence for the person who named it. */
export class NotWritten extends Error {
  constructor(name: string, found: string) {
    super(`${name}: expected a file that can be written, found ${found}.`);
    this.name = 'NotWritten';
  }
}

/** `NotWritten` for what the system refuses; any other error has another cause, and is returned. */
export function refused(error: unknown, name: string): unknown {
  const isOfSystem = error instanceof Error && 'syscall' in error && 'code' in error;
  return isOfSystem ? new NotWritten(name, `that it cannot be (${error.code})`) : error;
}
