/** A part of an address with its percent-escapes decoded; as it is, if they are no UTF-8. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
