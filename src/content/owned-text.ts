/**
 * A copy of a text that has its own memory. V8 stores a substring as a pointer into the original
 * string, so a short name that is kept would keep the whole file in memory.
 */
export function ownedText(text: string): string {
  return Buffer.from(text).toString();
}
