import { posix } from 'node:path';
import { percentDecoded } from '../../../content/percent-decoded.js';
import { withoutEnd } from '../../../content/without-end.js';
import type { Fields } from '../parsed-object.js';
import { isScalar, listField, textField } from './fields.js';

/** The slugs of an article, and the language in its file name. */
export interface Addresses {
  readonly slug: string;
  readonly oldSlugs: readonly string[];
  /** From a file name such as `tides.fr.md`. */
  readonly language: string | undefined;
}

/**
 * The slug of an article, its earlier slugs, and the language in its file name.
 *
 * The slug is taken from the front matter, or from the file name without date and extension; an
 * `index.md` takes the name of its folder. Of a path, only the last segment counts.
 */
export function addressesOf(fields: Fields, path: string): Addresses {
  const { name, language } = nameOf(path);
  const declared = ['slug', 'permalink', 'url']
    // Eleventy's `permalink: false` is not an address.
    .map((key) => (typeof fields[key] === 'boolean' ? undefined : textField(fields, key)))
    .find((address) => address !== undefined && !isPattern(address));
  const old = ['aliases', 'redirect_from'].flatMap((key) => listField(fields, key));
  const slug = lastSegment(declared ?? '') || name;
  const oldSlugs = old.filter(isScalar).map((address) => lastSegment(String(address)));
  return { slug, oldSlugs: oldSlugs.filter((one) => one !== '' && one !== slug), language };
}

/** Whether an address is a pattern: `/:year/:month/:title/`, `/blog/{{ page.fileSlug }}/`. */
function isPattern(address: string): boolean {
  return /(?:^|\/):[a-z_]+|\{[{%]/.test(address);
}

/**
 * The target of a link in the published article. A relative link to a Markdown file becomes the
 * address of that article, derived from the file name. Any other link is unchanged.
 */
export function linkAddress(href: string, path: string): string {
  const [, target, anchor = ''] =
    /^(?![a-z][a-z\d+.-]*:|\/)([^?#]+\.mdx?)(#.*)?$/i.exec(href) ?? [];
  if (target === undefined) return href;
  const { name } = nameOf(posix.join(posix.dirname(path), percentDecoded(target)));
  return `/${encodeURIComponent(name)}${anchor}`;
}

/** The language in a file name, such as `fr` in `tides.fr.md`. */
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

/** Whether it is the code of a language: `fr` is, `js` is not. */
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
