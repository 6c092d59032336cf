import { withoutEnd } from '../../../content/without-end.js';
import { withoutUndefined } from '../../absence.js';
import type { Fields } from '../parsed-object.js';
import { topicSlug } from '../topic-slug.js';
import type { Addresses } from './addresses.js';
import { isScalar, listField } from './fields.js';
import type { Permalinks } from './permalinks.js';

const TOLD = ['permalink', 'url', 'old_url', 'oldUrl', 'aliases', 'redirect_from'] as const;
/** Folders that contain the sections of a site, by generator. */
const CONTENT = /^(?:.*\/)?(?:content|src\/pages|source)\//;
const DATED = /^(\d{4})-(\d{2})-(\d{2})[-_](.+)$/;

/**
 * The earlier addresses of an article: those in its front matter, and the one that its generator
 * made from its path, by the configured or the default pattern.
 */
export function oldAddresses(
  fields: Fields,
  path: string,
  { slug, language }: Pick<Addresses, 'slug' | 'language'>,
  permalinks: Permalinks,
  siteUrl?: string,
): readonly string[] {
  const folders = path.replace(CONTENT, '').split('/').slice(0, -1);
  const parts = partsOf(fields, path, folders, slug);
  const section = sectionOf(folders, path);
  const declared = TOLD.flatMap((key) => listField(fields, key))
    .filter((written) => isScalar(written) && typeof written !== 'boolean')
    .flatMap((written) => declaredAddresses(String(written).trim(), section, parts));
  const made = isJekyll(path)
    ? jekyllAddresses(parts, permalinks)
    : [sectionAddress(path, section, parts, permalinks)];
  const prefix = language === undefined || folders[0] === language ? '' : `/${language}`;
  const placed = made.map((address) => address && prefix + address);
  const all = [...declared, ...placed].filter((address) => address !== undefined);
  return [...new Set(all.map((address) => atSite(address, siteUrl)))];
}

/** The absolute form of a path on the site, if the address of the site is known. */
function atSite(address: string, siteUrl: string | undefined): string {
  if (siteUrl === undefined || !address.startsWith('/')) return address;
  return withoutEnd(siteUrl, '/') + address;
}

type Parts = Readonly<Partial<Record<string, string>>>;

function isJekyll(path: string): boolean {
  return /(?:^|\/)_(?:posts|drafts)\//.test(path);
}

function partsOf(fields: Fields, path: string, folders: readonly string[], slug: string): Parts {
  const name = (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '');
  const bundle = name.toLowerCase() === 'index' ? (folders.at(-1) ?? name) : name;
  const [, , , , bare = bundle] = DATED.exec(bundle) ?? [];
  const [, year, month, day] =
    /^(\d{4})-(\d{2})-(\d{2})/.exec(textOfDate(fields.date) ?? '') ?? DATED.exec(bundle) ?? [];
  const categories = [...listField(fields, 'categories'), ...listField(fields, 'category')]
    .filter(isScalar)
    .flatMap((each) => String(each).split(isJekyll(path) ? /[\s,]+/ : /\s*,\s*/))
    .map(topicSlug);
  return withoutUndefined({
    year,
    month,
    day,
    ...{ slug, title: slug, name: bare, filename: bare, contentbasename: bare },
    ...{ categories: categories.join('/'), output_ext: '.html', section: folders[0] ?? '' },
    sections: folders.join('/'),
  });
}

function textOfDate(written: unknown): string | undefined {
  if (written instanceof Date) return written.toISOString();
  return typeof written === 'string' ? written : undefined;
}

/** The folders above an article; for a bundle, without its own folder. */
function sectionOf(folders: readonly string[], path: string): string {
  const above = /(?:^|\/)index\.\w+$/i.test(path) ? folders.slice(0, -1) : folders;
  return above.map((folder) => `/${folder}`).join('');
}

/** In Hugo, an alias without a leading slash is relative to the section; elsewhere, to the site. */
function declaredAddresses(written: string, section: string, parts: Parts): string[] {
  if (/^https?:\/\//i.test(written)) return [written];
  // The templates of Eleventy are not evaluated.
  if (written === '' || /\{[{%]/.test(written) || /^[a-z][a-z\d+.-]*:/i.test(written)) return [];
  const path = filled(written, parts);
  if (path === undefined) return [];
  if (path.startsWith('/')) return [path];
  return [...new Set([`${section}/${path}`, `/${path}`])];
}

function jekyllAddresses(parts: Parts, permalinks: Permalinks): (string | undefined)[] {
  const configured = permalinks.get('');
  if (configured !== undefined) return [filled(configured, parts)];
  const usual = '/:year/:month/:day/:title.html';
  return [filled(`/:categories${usual}`, parts), filled(usual, parts)];
}

/** Docusaurus turns the date in a file name into folders, unless the front matter has a slug. */
function sectionAddress(
  path: string,
  section: string,
  parts: Parts,
  permalinks: Permalinks,
): string | undefined {
  const configured = permalinks.get(section.split('/')[1] ?? '');
  if (configured !== undefined) return filled(configured, parts);
  const isDated = /(?:^|\/)\d{4}-\d{2}-\d{2}[-_][^/]*(?:\/index)?\.\w+$/.test(path);
  const isNamed = parts.slug !== parts.name;
  return filled(section + (isDated && !isNamed ? '/:year/:month/:day/:slug' : '/:slug/'), parts);
}

/** The pattern with its placeholders replaced; `undefined` if a value is missing. */
function filled(pattern: string, parts: Parts): string | undefined {
  let isWhole = true;
  const path = pattern.replace(/:([a-z_]+)/g, (_, name: string) => {
    const value = parts[name];
    if (value === undefined) isWhole = false;
    return value ?? '';
  });
  return isWhole ? path.replace(/\/{2,}/g, '/') : undefined;
}
