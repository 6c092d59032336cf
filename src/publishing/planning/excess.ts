import type { ArticleEntry } from '../entry.js';

/**
 * Characters of an article's HTML; cleaning it takes up to a second for each million, and a
 * document of the database ends a little further on.
 */
const MAX_HTML = 10_000_000;
/** Characters of what lists show of an article. */
const MAX_SUMMARY = 100_000;
/** Comments under one article; the most discussed ones of large sites have some ten thousand. */
const MAX_COMMENTS = 50_000;
/** Topics, authors and addresses of one article. */
const MAX_NAMES = 1000;

/**
 * What an entry has too much of to be an article, in a sentence for its editor; `undefined` for all
 * real ones.
 *
 * To be asked before anything is done for it: what is too large would keep all others waiting, and
 * a thousand topics of one article would be everybody's.
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
