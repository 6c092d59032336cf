import { BroadsheetError, quoted } from '../../errors.js';
import { primaryLanguage } from './article.lists.js';

/**
 * The language that a client's tag names, as lists know it; a `BAD_USER_INPUT` for what is no tag.
 */
export function wantedLanguage(tag: string): string {
  const [canonical] = canonicalLocales(tag);
  if (canonical !== undefined) return primaryLanguage(canonical);
  throw new BroadsheetError(
    'BAD_USER_INPUT',
    `Expected a language tag (BCP 47) such as "pt" or "pt-BR", found ${quoted(tag)}.`,
  );
}

function canonicalLocales(tag: string): string[] {
  try {
    return Intl.getCanonicalLocales(tag);
  } catch {
    return [];
  }
}
