import { canonicalLanguage } from '../../../content/language-tag.js';
import { withoutEnd } from '../../../content/without-end.js';
import type { SiteEntry } from '../../../publishing/entry.js';
import { withoutUndefined } from '../../absence.js';
import { type Fields, isObject } from '../parsed-object.js';
import { anyCase } from './fields.js';
import { type LocalTime, localTimeIn, UTC } from './local-time.js';

/** The site data in the configuration of a generator; `undefined` if there is none. */
export function siteIn(fields: Fields): SiteEntry | undefined {
  const language = textIn(fields, 'languageCode', 'language', 'lang', 'locale');
  const own = languageFields(fields);
  const site = withoutUndefined({
    name: textIn(fields, 'title') ?? textIn(own, 'title'),
    description: textIn(fields, 'description', 'tagline'),
    url: addressIn(fields),
    language: language === undefined ? undefined : canonicalLanguage(language),
  });
  return Object.keys(site).length === 0 ? undefined : site;
}

/** The time zone for times that are written without one. */
export function localTimeOf(fields: Fields): LocalTime {
  return localTimeIn(textIn(fields, 'timezone') ?? '') ?? UTC;
}

/** The main language of a site. */
export function mainLanguageOf(fields: Fields): string | undefined {
  return textIn(fields, 'defaultContentLanguage', 'default_language');
}

/** The address of a site: whole in Hugo; host and base path in Jekyll, Docusaurus and Astro. */
function addressIn(fields: Fields): string | undefined {
  const below = textIn(fields, 'baseURL', 'base_url', 'base') ?? '';
  if (isWeb(below)) return below;
  const host = textIn(fields, 'url', 'site') ?? '';
  if (!isWeb(host)) return undefined;
  return `${withoutEnd(host, '/')}/${below.replace(/^\/+/, '')}`;
}

function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address) && URL.canParse(address);
}

function languageFields(fields: Fields): Fields {
  const languages = anyCase(fields, 'languages');
  const main = isObject(languages) ? languages[mainLanguageOf(fields) ?? 'en'] : undefined;
  return isObject(main) ? main : {};
}

/** The first text under these keys; values of other types are ignored. */
function textIn(fields: Fields, ...keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = anyCase(fields, key);
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
  }
  return undefined;
}
