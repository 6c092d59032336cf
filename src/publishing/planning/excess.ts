import type { ArticleEntry } from '../entry.js';

/**
 * Maximum characters of an article's HTML. Sanitising takes up to a second per million characters,
 * and the 16 MiB limit of a MongoDB document is not far above.
 */
const MAX_HTML = 10_000_000;
/** Maximum characters of each text that lists show: title, standfirst, excerpt. */
const MAX_SUMMARY = 100_000;
/**
 * Maximum comments of one article. The most discussed articles of large sites have about ten
 * thousand.
 */
const MAX_COMMENTS = 50_000;
/** Maximum topics, authors or addresses of one article. */
const MAX_NAMES = 1000;

/**
 * Checks an entry against the size limits; returns an error message for the editor, or `undefined`
 * if it keeps them all.
 *
 * Must be called before any work on the entry: an entry that is too large would delay all others,
 * and thousands of topics of one article would appear in everyone's topic lists.
 */
export function excessOf(entry: ArticleEntry): string | undefined {
  const { html, title, standfirst = '', excerpt = '', comments = [], topics, authors } = entry;
  const { oldSlugs = [], addresses = [] } = entry;
  const found: readonly (readonly [count: number, most: number, what: string])[] = [
    [html.length, MAX_HTML, 'a text of at most %d characters of HTML'],
    [title.length, MAX_SUMMARY, 'a title of at most %d characters'],
    [standfirst.length, MAX_SUMMARY, 'a standfirst of at most %d characters'],
    [excerpt.length, MAX_SUMMARY, 'an excerpt of at most %d characters'],
    [comments.length, MAX_COMMENTS, 'at most %d comments'],
    [topics.length, MAX_NAMES, 'at most %d topics'],
    [authors.length, MAX_NAMES, 'at most %d authors'],
    [oldSlugs.length + addresses.length, MAX_NAMES, 'at most %d earlier addresses'],
  ];
  const [excess] = found.filter(([count, most]) => count > most);
  if (excess === undefined) return undefined;
  const [count, most, what] = excess;
  return `Expected ${what.replace('%d', String(most))}, found ${count}.`;
}
