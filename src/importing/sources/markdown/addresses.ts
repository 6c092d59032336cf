import { posix } from 'node:path';
import { percentDecoded } from '../../../content/percent-decoded.js';
import { withoutEnd } from '../../../content/without-end.js';
import type { Fields } from '../parsed-object.js';
import { isScalar, listField, textField } from './fields.js';

/** What an article is called in addresses. */
export interface Addresses {
  readonly slug: string;
  readonly oldSlugs: readonly string[];
  /** From a file name such as `tides.fr.md`. */
  readonly language: string | undefined;
}

/**
 * The slug of an article, its earlier ones, and the language that its file name tells.
 *
 * The slug is the front matter's, or the file's name without date and ending; `index.md` has its
 * folder's name. Of a path, the last segment counts.
 */
export function addressesOf(fields: Fields, path: string): Addresses {
  const { name, language } = nameOf(path);
  const told = ['slug', 'permalink', 'url']
    // Eleventy's `permalink: false` names nothing.
    .map((key) => (typeof fields[key] === 'boolean' ? undefined : textField(fields, key)))
    .find((address) => address !== undefined && !isPattern(address));
  const old = ['aliases', 'redirect_from'].flatMap((key) => listField(fields, key));
  const slug = lastSegment(told ?? '') || name;
  const oldSlugs = old.filter(isScalar).map((address) => lastSegment(String(address)));
  return { slug, oldSlugs: oldSlugs.filter((one) => one !== '' && one !== slug), language };
}

/** Whether an address is made of parts: `/:year/:title/`, `/blog/{{ page.fileSlug }}/`. */
function isPattern(address: string): boolean {
  return /(?:^|\/):[a-z_]+|\{[{%]/.test(address);
}

/**
 * Where a link of an article leads once the folder is a site: a link to a Markdown file beside it
 * becomes the address of that article, as its file name tells it. Any other stays.
 */
export function linkAddress(href: string, path: string): string {
  const [, target, anchor = ''] =
    /^(?![a-z][a-z\d+.-]*:|\/)([^?#]+\.mdx?)(#.*)?$/i.exec(href) ?? [];
  if (target === undefined) return href;
  const { name } = nameOf(posix.join(posix.dirname(path), percentDecoded(target)));
  return `/${encodeURIComponent(name)}${anchor}`;
}

/** The language that a file's name tells. */
export function languageInName(path: string): string | undefined {
  return nameOf(path).language;
}

function nameOf(path: string): { name: string; language: string | undefined } {
  const parts = path.replace(/\.\w+$/, '').split('/');
  const last = parts.at(-1) ?? '';
  const match = /^(.+)\.([a-z]{2}(?:-[A-Za-z]{2})?)$/.exec(last);
  const language = match?.[2] !== undefined && isLanguage(match[2]) ? match[2] : undefined;
  const stem = language === undefined ? last : (match?.[1] ?? last);
  const isIndex = stem.toLowerCase() === 'index' && parts.length > 1;
  const named = isIndex ? (parts.at(-2) ?? stem) : stem;
  return { name: named.replace(/^\d{4}-\d{2}-\d{2}[-_]/, ''), language };
}

/** `fr` is a language, `js` is none. */
function isLanguage(code: string): boolean {
  return (
    new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(code) !== undefined
  );
}

function lastSegment(address: string): string {
  const [bare = ''] = address.split(/[?#]/, 1);
  const path = withoutEnd(bare, '/').replace(/\/index\.\w+$/, '');
  const segment = (path.split('/').at(-1) ?? '').replace(/\.(?:html?|mdx?|php)$/i, '');
  return percentDecoded(segment);
}
