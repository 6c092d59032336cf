/**
 * A text without the given characters at its end.
 *
 * The pattern `/[ab]+$/` does the same in quadratic time for a long run that is not at the end.
 */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
