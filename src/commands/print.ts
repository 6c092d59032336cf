/**
 * Prints what a command was asked for, on stdout: an account, a summary, an export's place.
 *
 * What the gateway says while it serves goes to the log instead.
 */
export function print(text: string): void {
  console.log(text);
}

/** Prints a sentence for the person at the command line, on stderr. */
export function printError(text: string): void {
  console.error(text);
}
