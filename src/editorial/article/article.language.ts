import { BroadsheetError, quoted } from '../../errors.js';
import { primaryLanguage } from './article.lists.js';

/**
 * The language of a client's language tag, in the form that list keys use. Throws `BAD_USER_INPUT`
 * for an invalid tag.
 */
export function wantedLanguage(tag: string): string {
  const [canonical] = canonicalLocales(tag);
  if (canonical !== undefined) return primaryLanguage(canonical);
  throw new BroadsheetError(
    'BAD_USER_INPUT',
    `Expected a language tag (BCP 47) such as "pt" or "pt-BR", found ${quoted(tag)}.`,
  );
}

/**
 * Throws `UNKNOWN_FILTER_VALUE` for a tag of an unknown language, such as `english` or `jp`.
 *
 * A language is unknown if Unicode's CLDR has no name for it. CLDR lacks some rare languages, so
 * this is called only if no article was found.
 */
export function refuseUnknownLanguage(tag: string): void {
  const language = wantedLanguage(tag);
  if (language === 'und' || LANGUAGE_NAMES.of(language) !== undefined) return;
  throw new BroadsheetError(
    'UNKNOWN_FILTER_VALUE',
    `Expected the tag (BCP 47) of a known language such as "pt" or "pt-BR", found ${quoted(tag)}.`,
  );
}

const LANGUAGE_NAMES = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

function canonicalLocales(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}
