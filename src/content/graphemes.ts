const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The longest beginning of a text that has at most `maxCharacters` UTF-16 units and does not split
 * a grapheme (what a reader sees as one character).
 */
export function beginningOf(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  // No grapheme of real text is longer than 64 units. Without this limit, a page of combining marks
  // would be segmented completely.
  const around = graphemes.segment(text.slice(0, maxCharacters + 64));
  return text.slice(0, around.containing(maxCharacters)?.index ?? 0);
}
