import { safeUrl } from './safe-url.js';

/** Attributes in which lazy-loading scripts keep the address, most reliable first. */
const LATE_SOURCES = ['data-lazy-src', 'data-src', 'data-litespeed-src', 'data-cmp-src'];
/** Attributes that may also hold a larger version of a picture that is already shown. */
const OTHER_SOURCES = ['data-original', 'data-lazy'];
const LATE_SRCSETS = ['data-lazy-srcset', 'data-srcset', 'data-litespeed-srcset'];
const PLACEHOLDER = /blank|spacer|placeholder|loading|lazy|spinner|transparent|1x1|pixel|gr[ae]y/i;
const NO_ADDRESS = /^(?:null|undefined|true|false|#.*)?$/;
const KEPT = 'alt title width height class id poster type media sizes loop muted playsinline';

/** The attributes of an element: value by attribute name. */
export type Given = Readonly<Record<string, string>>;

/** The address that a lazy-loading script would set as `src`; `undefined` if there is none. */
export function lateSource(given: Given, base: URL | undefined): string | undefined {
  const isShown = isAddress(given.src, base) && !isPlaceholder(given.src);
  const names = isShown ? LATE_SOURCES : [...LATE_SOURCES, ...OTHER_SOURCES];
  return names.map((name) => given[name]?.trim()).find((value) => isAddress(value, base));
}

/**
 * The attributes of a picture, video or sound as its lazy-loading script would set them;
 * `undefined` for an element that is not loaded lazily.
 */
export function lateAttributes(given: Given, base: URL | undefined): Given | undefined {
  const src = lateSource(given, base);
  const srcset = LATE_SRCSETS.map((name) => given[name]).find((value) => value?.trim());
  if (src === undefined && srcset === undefined) return undefined;
  const names = KEPT.split(' ').filter((name) => given[name] !== undefined);
  const kept = Object.fromEntries(names.map((name) => [name, given[name] ?? '']));
  const shown = src ?? given.src;
  return {
    ...kept,
    ...(shown === undefined ? {} : { src: shown }),
    ...(srcset === undefined ? {} : { srcset }),
  };
}

function isAddress(value: string | undefined, base: URL | undefined): boolean {
  const written = value?.trim() ?? '';
  return !NO_ADDRESS.test(written) && safeUrl(written, base, 'MEDIA') !== undefined;
}

function isPlaceholder(src: string | undefined): boolean {
  const file = src?.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  return /\.(?:gif|png|svg)$/i.test(file) && PLACEHOLDER.test(file);
}
