/**
 * The same text in memory of its own. V8 cuts a text out of another by pointing into it, so a name
 * that is kept would keep the whole file in memory.
 */
export function ownedText(text: string): string {
  return Buffer.from(text).toString();
}
