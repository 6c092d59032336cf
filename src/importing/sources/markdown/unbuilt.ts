import { type Fields, isObject } from '../parsed-object.js';
import { anyCase, isDenied, isScalar } from './fields.js';

/** What Hugo says of a page that has an address, and of one that stands in lists. */
const RENDERED = /^(?:always|true)$/i;
const LISTED = /^(?:always|true|local)$/i;

/**
 * Whether a generator is told to make no page of a file, or none that its lists name: Hugo's
 * `build` (`_build` in older sites), Eleventy's `permalink: false`.
 *
 * A word that is not known hides the page, since a mistake must not publish.
 */
export function isUnbuilt(fields: Fields): boolean {
  const options = ['build', '_build'].map((key) => anyCase(fields, key)).filter(isObject);
  const isOff = options.some(
    (each) => !says(anyCase(each, 'render'), RENDERED) || !says(anyCase(each, 'list'), LISTED),
  );
  return isOff || isDenied(fields.permalink);
}

function says(value: unknown, wanted: RegExp): boolean {
  if (value === undefined || value === null) return true;
  return isScalar(value) && wanted.test(String(value));
}
