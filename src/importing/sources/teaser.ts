/** The "read more" comment: `more` in WordPress, Hugo and Jekyll, `truncate` in Docusaurus. */
const MARK = /<!--\s*(?:more\b[^<>]*|truncate\s*)-->/i;
/** Characters in which the comment is looked for: many times the length of an excerpt. */
const MAX_TEASER = 20_000;

/**
 * The HTML before the "read more" comment; `undefined` if there is none, or if it comes so late
 * that it makes no difference.
 */
export function teaserOf(html: string): string | undefined {
  const at = html.slice(0, MAX_TEASER).search(MARK);
  return at <= 0 ? undefined : html.slice(0, at);
}
