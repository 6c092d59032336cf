import { canonicalLanguage } from '../../content/language-tag.js';

/** Characters that are examined; the script of a text shows in its first paragraphs. */
const SAMPLE = 4000;

/**
 * The language of an article: that of its site, or `undefined` if the text is in another script.
 *
 * WordPress has one language per site, "en-US" by default, and passes it on to its feeds.
 */
export function languageAtSite(siteLanguage: string, html: string): string | undefined {
  const language = canonicalLanguage(siteLanguage);
  if (language === undefined) return undefined;
  const sample = html.slice(0, SAMPLE).replace(/<[^>]*>|&\w+;/g, '');
  const letters = lengthOf(sample.match(/\p{L}+/gu));
  if (letters < 20) return language;
  const isLatin = lengthOf(sample.match(/\p{Script=Latin}+/gu)) > letters / 2;
  return isLatin === (new Intl.Locale(language).maximize().script === 'Latn')
    ? language
    : undefined;
}

function lengthOf(runs: readonly string[] | null): number {
  return (runs ?? []).reduce((sum, { length }) => sum + length, 0);
}
