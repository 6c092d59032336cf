/** A language as BCP 47 writes it (`en_us` is `en-US`), or `undefined` if it is none. */
export function canonicalLanguage(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language.trim().replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}
