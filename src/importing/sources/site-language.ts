/** Characters that are looked at; the script of a text shows in its first paragraphs. */
const SAMPLE = 4000;

/**
 * The language of an article: its site's, unless the text is plainly in another script.
 *
 * WordPress knows one language a site, and "en-US" is what it is born with; so are its feeds.
 */
export function languageOf(siteLanguage: string, html: string): string | undefined {
  const language = canonicalLanguage(siteLanguage);
  if (language === undefined) return undefined;
  const letters =
    html
      .slice(0, SAMPLE)
      .replace(/<[^>]*>|&\w+;/g, '')
      .match(/\p{L}/gu) ?? [];
  if (letters.length < 20) return language;
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  const isLatin = latin > letters.length / 2;
  return isLatin === (new Intl.Locale(language).maximize().script === 'Latn')
    ? language
    : undefined;
}

/** A language as BCP 47 writes it (`en_us` is `en-US`), or `undefined` if it is none. */
export function canonicalLanguage(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
