/**
 * A part of an address with its percent-escapes decoded, or unchanged if they are not valid UTF-8.
 */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
