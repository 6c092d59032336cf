/** Of WordPress, Hugo and Jekyll, and of Docusaurus. */
const MARK = /<!--\s*(?:more\b[^<>]*|truncate\s*)-->/i;
/** Many times what an excerpt is made of. */
const MAX_TEASER = 20_000;

/**
 * What stands before the mark that an editor put where the teaser ends; `undefined` without one, or
 * where that is so far down that it makes no difference.
 */
export function teaserOf(html: string): string | undefined {
  const at = html.slice(0, MAX_TEASER).search(MARK);
  return at <= 0 ? undefined : html.slice(0, at);
}
