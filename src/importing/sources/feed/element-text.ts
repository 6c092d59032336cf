/**
 * The text of the first of these elements as it is written, up to the first closing tag, or ''.
 *
 * A look without a parser, in time that grows with the text only. `names` is a part of a pattern.
 */
export function elementText(text: string, names: string): string {
  const opening = new RegExp(`<(?:${names})(?:\\s[^>]{0,500})?>`, 'i').exec(text);
  if (opening === null) return '';
  const start = opening.index + opening[0].length;
  const end = text.indexOf('</', start);
  return text.slice(start, end < 0 ? text.length : end).trim();
}

/** A written text without the marks of CDATA. */
export function withoutCdata(written: string): string {
  return written.replace(/<!\[CDATA\[|\]\]>/g, ' ').trim();
}
