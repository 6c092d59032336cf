const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * The longest beginning of a text that has at most `maxCharacters` UTF-16 units and splits nothing
 * that a reader sees as one character.
 */
export function beginningOf(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  // A character of more than 64 units is no writing; without this bound, a page of combining marks
  // would be walked whole.
  const around = graphemes.segment(text.slice(0, maxCharacters + 64));
  return text.slice(0, around.containing(maxCharacters)?.index ?? 0);
}
