import { withoutControls } from './html.js';
import { safeUrl } from './safe-url.js';
import { safeSrcset } from './srcset.js';

/** The attributes of one element: value by attribute name. */
export type Attributes = Record<string, string>;

/**
 * Prefix of every id, so that an id in an article cannot shadow a name that a page's script uses.
 */
const ID_PREFIX = 'user-content-';

type Cleaner = (value: string, base: URL | undefined) => string | undefined;

const text: Cleaner = (value) => withoutControls(value);
const count: Cleaner = (value) => /^\s*(\d{1,5})(?:px)?\s*$/.exec(value)?.[1];
const whole: Cleaner = (value) => (/^-?\d{1,9}$/.test(value) ? value : undefined);
const flag: Cleaner = () => '';
const media: Cleaner = (value, base) => safeUrl(value, base, 'MEDIA');
const pageLink: Cleaner = (value, base) => safeUrl(value, base, 'LINK');
const languageTag = matching(/^[a-z]{2,8}(?:-[a-z\d]{1,8})*$/i);
const mimeType = matching(/^[a-z]+\/[a-z\d.+-]+(?:\s*;\s*codecs=[\w.,\s"']+)?$/i);
const mediaQuery = matching(/^[\w\s().,:%*/+-]+$/);

const COMMON: Readonly<Record<string, Cleaner>> = {
  id: prefixedId,
  lang: languageTag,
  dir: (value) => oneOf(value, 'ltr', 'rtl', 'auto'),
};

const BY_TAG: Readonly<Record<string, Readonly<Record<string, Cleaner>>>> = {
  a: { href: linkTarget, title: text, hreflang: languageTag, rel: linkTypes },
  abbr: { title: text },
  dfn: { title: text },
  img: { src: media, srcset: safeSrcset, sizes: mediaQuery, alt: text, title: text, ...size() },
  source: { src: media, srcset: safeSrcset, sizes: mediaQuery, media: mediaQuery, type: mimeType },
  video: { src: media, poster: media, ...size(), loop: flag, muted: flag, playsinline: flag },
  audio: { src: media, loop: flag, muted: flag },
  iframe: { src: text, title: text, ...size() },
  blockquote: { cite: pageLink },
  q: { cite: pageLink },
  del: { cite: pageLink, datetime: text },
  ins: { cite: pageLink, datetime: text },
  time: { datetime: text },
  ol: { start: whole, reversed: flag, type: (value) => oneOf(value, '1', 'a', 'A', 'i', 'I') },
  li: { value: whole },
  td: { colspan: count, rowspan: count },
  th: { colspan: count, rowspan: count, scope: (value) => oneOf(value, 'row', 'col') },
  col: { span: count },
  colgroup: { span: count },
  pre: { class: codeLanguage },
  code: { class: codeLanguage },
  details: { open: flag },
};

/** Every attribute name that `cleanAttributes` or the rules for video players can write. */
export const ALLOWED_ATTRIBUTES: readonly string[] = [
  ...new Set([COMMON, ...Object.values(BY_TAG)].flatMap((rules) => Object.keys(rules))),
  ...['controls', 'preload', 'loading', 'allow', 'allowfullscreen', 'referrerpolicy', 'sandbox'],
];

/**
 * The allowed attributes of an element, with safe values and in a fixed order. Relative addresses
 * are resolved against `base`.
 */
export function cleanAttributes(tag: string, given: Attributes, base: URL | undefined): Attributes {
  const clean: Attributes = {};
  for (const name in given) {
    // Most elements have no attributes; this check saves them the loop over all rules.
    if (Object.hasOwn(given, name)) {
      apply(Object.hasOwn(BY_TAG, tag) ? (BY_TAG[tag] ?? {}) : {}, given, base, clean);
      apply(COMMON, given, base, clean);
      break;
    }
  }
  return clean;
}

function apply(
  rules: Readonly<Record<string, Cleaner>>,
  given: Attributes,
  base: URL | undefined,
  clean: Attributes,
): void {
  for (const name in rules) {
    const value = given[name];
    const cleaned = value === undefined ? undefined : rules[name]?.(value, base);
    if (cleaned !== undefined) clean[name] = cleaned;
  }
}

function size(): Readonly<Record<string, Cleaner>> {
  return { width: count, height: count };
}

function matching(pattern: RegExp): Cleaner {
  return (value) => (pattern.test(value.trim()) ? value.trim().replace(/\s+/g, ' ') : undefined);
}

function oneOf(value: string, ...allowed: readonly string[]): string | undefined {
  return allowed.find((candidate) => candidate === value || candidate === value.toLowerCase());
}

function prefixedId(value: string): string | undefined {
  const id = value.trim();
  if (!/^[\p{L}\p{N}_.:-]{1,100}$/u.test(id)) return undefined;
  return id.startsWith(ID_PREFIX) ? id : ID_PREFIX + id;
}

function linkTarget(value: string, base: URL | undefined): string | undefined {
  const url = safeUrl(value, value.trim().startsWith('#') ? undefined : base, 'LINK');
  if (url === undefined) return undefined;
  const page = base?.href.replace(/#.*$/s, '');
  const isSamePage = page !== undefined && url.startsWith(`${page}#`);
  const fragment = isSamePage ? url.slice(page.length) : url;
  if (!fragment.startsWith('#') || fragment === '#') return fragment;
  return fragment.startsWith(`#${ID_PREFIX}`) ? fragment : `#${ID_PREFIX}${fragment.slice(1)}`;
}

/**
 * The allowed link types of a `rel` attribute. Types that describe the target are kept; types that
 * would give the target access to our page (such as `opener`) are removed.
 */
function linkTypes(value: string): string | undefined {
  const known = ['nofollow', 'ugc', 'sponsored', 'noopener', 'noreferrer', 'license'];
  const types = new Set(value.toLowerCase().split(/\s+/));
  const kept = known.filter((type) => types.has(type));
  return kept.length === 0 ? undefined : kept.join(' ');
}

function codeLanguage(value: string): string | undefined {
  return value.split(/\s+/).find((name) => /^language-[\w+#.-]{1,40}$/.test(name));
}
