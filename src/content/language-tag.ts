/**
 * A language tag in its canonical BCP 47 form (`en_us` becomes `en-US`), or `undefined` if it is
 * not valid.
 */
export function canonicalLanguage(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
