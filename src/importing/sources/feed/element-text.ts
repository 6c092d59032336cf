/**
 * The text of the first of these elements as written, up to the first closing tag, or ''.
 *
 * Does not use a parser; takes linear time. `names` is a part of a regular expression.
 */
export function elementText(text: string, names: string): string {
  const opening = new RegExp(`<(?:${names})(?:\\s[^>]{0,500})?>`, 'i').exec(text);
  if (opening === null) return '';
  const start = opening.index + opening[0].length;
  const end = text.indexOf('</', start);
  return text.slice(start, end < 0 ? text.length : end).trim();
}

/** The text without CDATA delimiters. */
export function withoutCdata(written: string): string {
  return written.replace(/<!\[CDATA\[|\]\]>/g, ' ').trim();
}
